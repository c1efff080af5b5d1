import { asc, eq } from 'drizzle-orm';

import type { Delivery } from '../deliveries.ts';
import { db } from './client.ts';
import { deliveries, products } from './tables.ts';

/** Takes over what a supplier has sent, and takes what the supplier no longer makes out of stock. */
export async function sync(sent: readonly Delivery[], supplier: number) {
  await db.transaction(async tx => {
    for (const { id, productId, quantity } of sent) {
      await tx.insert(deliveries).values({ id, productId, quantity });
    }
    const ended = await tx.select().from(products).where(eq(products.supplier, supplier)).orderBy(asc(products.id)).limit(200);
    for (const product of ended) {
      await tx.update(products).set({ stock: 0 }).where(eq(products.id, product.id));
    }
  });
}
