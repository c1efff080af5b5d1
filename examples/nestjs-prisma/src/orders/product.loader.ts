import { Injectable, Scope } from '@nestjs/common';
import DataLoader from 'dataloader';

import { PrismaService } from '../prisma/prisma.service';

@Injectable({ scope: Scope.REQUEST })
export class ProductLoader {
  readonly byId = new DataLoader(async (ids: readonly number[]) => {
    const products = await this.prisma.product.findMany({ where: { id: { in: [...ids] } } });
    const byId = new Map(products.map(product => [product.id, product]));
    return ids.map(id => byId.get(id));
  });

  constructor(private readonly prisma: PrismaService) {}
}
