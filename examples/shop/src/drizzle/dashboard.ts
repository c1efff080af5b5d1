import { desc, eq } from 'drizzle-orm';

import { db } from './client.ts';
import { customers, orderLines, orders, products } from './tables.ts';

/** The first page of the office: how many customers and orders of each kind there are, the latest orders, and what was sold. */
export async function dashboard() {
  const known = await db.$count(customers);
  const [open, paid, shipped, returned, cancelled] = await Promise.all([
    db.$count(orders, eq(orders.status, 'open')),
    db.$count(orders, eq(orders.status, 'paid')),
    db.$count(orders, eq(orders.status, 'shipped')),
    db.$count(orders, eq(orders.status, 'returned')),
    db.$count(orders, eq(orders.status, 'cancelled')),
  ]);

  const rows = await db.select().from(orders).orderBy(desc(orders.id)).limit(50);
  const latest: string[] = [];
  for (const order of rows) {
    const [customer] = await db.select().from(customers).where(eq(customers.id, order.customerId));
    latest.push(`${order.id} ${order.status} ${customer?.name ?? ''}`);
  }

  const lines = await db.select().from(orderLines).orderBy(desc(orderLines.id)).limit(53);
  const sold: string[] = [];
  for (const line of lines) {
    const [product] = await db.select().from(products).where(eq(products.id, line.productId));
    sold.push(`${line.quantity} × ${product?.name ?? ''}`);
  }

  return { customers: known, open, paid, shipped, returned, cancelled, latest, sold };
}
