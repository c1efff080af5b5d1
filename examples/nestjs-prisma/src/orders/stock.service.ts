import { Injectable } from '@nestjs/common';

import { PrismaService } from '../prisma/prisma.service';

@Injectable()
export class StockService {
  constructor(private readonly prisma: PrismaService) {}

  async missingFor(orderId: number) {
    const lines = await this.prisma.orderLine.findMany({ where: { orderId }, include: { product: true } });
    return lines.filter(line => line.quantity > line.product.stock).map(line => line.product.sku);
  }

  async receive(delivery: { sku: string; quantity: number }[]) {
    for (const { sku, quantity } of delivery) {
      await this.prisma.product.update({ where: { sku }, data: { stock: { increment: quantity } } });
    }
  }

  async discontinue(skus: string[]) {
    for (const sku of skus) {
      await this.prisma.product.update({ where: { sku }, data: { stock: 0 } });
    }
  }
}
