import { Body, Controller, Get, Param, ParseIntPipe, Post, Query } from '@nestjs/common';

import { UsersService } from './users.service';

@Controller('users')
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get(':id')
  one(@Param('id', ParseIntPipe) id: number) {
    return this.users.findOne(id);
  }

  @Get()
  many(@Query('ids') ids: string) {
    return this.users.profiles(ids.split(',').map(Number));
  }

  @Post('invitations')
  invite(@Body('emails') emails: string[]) {
    return this.users.invite(emails);
  }
}
