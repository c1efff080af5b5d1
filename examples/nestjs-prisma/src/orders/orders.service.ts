import { Injectable } from '@nestjs/common';

import { PrismaService } from '../prisma/prisma.service';
import { ProductLoader } from './product.loader';

@Injectable()
export class OrdersService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly products: ProductLoader,
  ) {}

  open() {
    return this.prisma.order.findMany({ where: { status: 'open' }, orderBy: { createdAt: 'desc' }, take: 100 });
  }

  async withCustomers() {
    const orders = await this.open();
    const rows = [];
    for (const order of orders) {
      const customer = await this.prisma.user.findUnique({ where: { id: order.userId } });
      rows.push({ ...order, customer });
    }
    return rows;
  }

  async lines(orderId: number) {
    const lines = await this.prisma.orderLine.findMany({ where: { orderId } });
    return Promise.all(lines.map(async line => ({ ...line, product: await this.products.byId.load(line.productId) })));
  }

  async place(userId: number, lines: { productId: number; quantity: number }[]) {
    const products = await this.prisma.product.findMany({ where: { id: { in: lines.map(line => line.productId) } } });
    const price = new Map(products.map(product => [product.id, product.price]));
    return this.prisma.$transaction(async tx => {
      const total = lines.reduce((sum, line) => sum + line.quantity * (price.get(line.productId) ?? 0), 0);
      const order = await tx.order.create({ data: { userId, total, number: crypto.randomUUID() } });
      for (const line of lines) {
        await tx.orderLine.create({ data: { orderId: order.id, productId: line.productId, quantity: line.quantity } });
      }
      return order;
    });
  }

  async ship(orderIds: number[]) {
    const audit = new Map<number, string>();
    for (const id of orderIds) {
      const vat = await this.prisma.setting.findUnique({ where: { key: 'vat' } });
      audit.set(id, `shipped with ${vat?.value ?? '0'} % VAT`);
    }
    return audit;
  }

  /** As many parameters as the driver takes at a time. */
  async archive(ids: number[]) {
    for (let start = 0; start < ids.length; start += 1000) {
      await this.prisma.order.updateMany({ where: { id: { in: ids.slice(start, start + 1000) } }, data: { status: 'archived' } });
    }
  }

  async confirm(id: number) {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.prisma.order.update({ where: { id }, data: { status: 'confirmed' } });
      } catch (error) {
        if (attempt === 3) throw error;
      }
    }
  }
}
