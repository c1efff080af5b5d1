import { Injectable } from '@nestjs/common';
import type { Order, Prisma } from '@prisma/client';

import { PrismaService } from '../prisma/prisma.service';
import { writeInvoice } from './write-invoice';

@Injectable()
export class BillingService {
  constructor(private readonly prisma: PrismaService) {}

  async close(orders: Order[]) {
    await this.prisma.$transaction(async tx => {
      for (const order of orders) {
        await writeInvoice(tx, order, order.number);
      }
    });
  }

  async again(order: Order) {
    return this.prisma.$transaction(async tx => writeInvoice(tx, order, await this.freeSlug(tx, order.number)));
  }

  async markPaid(payments: { orderId: number; amount: number }[]) {
    await this.prisma.$transaction(
      payments.map(({ orderId, amount }) => this.prisma.invoice.update({ where: { orderId }, data: { paid: true, amount } })),
    );
  }

  /** The first slug that nobody has. */
  private async freeSlug(tx: Prisma.TransactionClient, wanted: string) {
    let slug = wanted;
    for (let suffix = 2; ; suffix++) {
      const taken = await tx.invoice.findUnique({ where: { slug } });
      if (!taken) return slug;
      slug = `${wanted}-${suffix}`;
    }
  }
}
