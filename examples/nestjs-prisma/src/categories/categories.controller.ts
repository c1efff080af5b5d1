import { Controller, Delete, Get, Param, ParseIntPipe } from '@nestjs/common';

import { CategoriesService } from './categories.service';

@Controller('categories')
export class CategoriesController {
  constructor(private readonly categories: CategoriesService) {}

  @Get(':id/tree')
  tree(@Param('id', ParseIntPipe) id: number) {
    return this.categories.tree(id);
  }

  @Get(':id/path')
  path(@Param('id', ParseIntPipe) id: number) {
    return this.categories.path(id);
  }

  @Delete(':id')
  remove(@Param('id', ParseIntPipe) id: number) {
    return this.categories.remove(id);
  }
}
