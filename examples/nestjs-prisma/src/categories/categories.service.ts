import { Injectable } from '@nestjs/common';
import type { Category } from '@prisma/client';

import { PrismaService } from '../prisma/prisma.service';

export interface CategoryTree extends Category {
  children: CategoryTree[];
}

@Injectable()
export class CategoriesService {
  constructor(private readonly prisma: PrismaService) {}

  /** A category with everything below it. */
  async tree(id: number): Promise<CategoryTree[]> {
    const children = await this.prisma.category.findMany({ where: { parentId: id } });
    return Promise.all(children.map(async child => ({ ...child, children: await this.tree(child.id) })));
  }

  /** From a category up to the root. */
  async path(id: number) {
    const path: Category[] = [];
    let next: number | null = id;
    while (next !== null) {
      const category: Category | null = await this.prisma.category.findUnique({ where: { id: next } });
      if (!category) break;
      path.unshift(category);
      next = category.parentId;
    }
    return path;
  }

  /** A whole level at a time. */
  async remove(id: number) {
    let level = [id];
    while (level.length > 0) {
      const children = await this.prisma.category.findMany({ where: { parentId: { in: level } }, select: { id: true } });
      await this.prisma.product.deleteMany({ where: { categoryId: { in: level } } });
      level = children.map(child => child.id);
    }
  }
}
