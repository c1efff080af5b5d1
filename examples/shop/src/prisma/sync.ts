import type { Delivery } from '../deliveries.ts';
import { prisma } from './client.ts';

/** Takes over what a supplier has sent, and takes what the supplier no longer makes out of stock. */
export async function sync(deliveries: readonly Delivery[], supplier: number) {
  await prisma.$transaction(async tx => {
    for (const { id, productId, quantity } of deliveries) {
      await tx.delivery.create({ data: { id, productId, quantity } });
    }
    const ended = await tx.product.findMany({ where: { supplier }, orderBy: { id: 'asc' }, take: 200 });
    for (const product of ended) {
      await tx.product.updateMany({ where: { id: product.id }, data: { stock: 0 } });
    }
  });
}
