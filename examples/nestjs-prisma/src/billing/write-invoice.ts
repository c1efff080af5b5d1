import type { Order, Prisma } from '@prisma/client';

export async function writeInvoice(tx: Prisma.TransactionClient, order: Order, slug: string) {
  return tx.invoice.create({ data: { slug, amount: order.total, orderId: order.id, userId: order.userId } });
}
