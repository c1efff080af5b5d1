import { asc, eq } from 'drizzle-orm';

import { db } from './client.ts';
import { customers, orderLines, orders, settings } from './tables.ts';

/** Every line of the open orders, as text for the book-keeping. */
export async function exportLines() {
  const lines = await db.select({ id: orderLines.id, quantity: orderLines.quantity, price: orderLines.price }).from(orderLines).innerJoin(orders, eq(orders.id, orderLines.orderId)).where(eq(orders.status, 'open')).orderBy(asc(orderLines.id));
  const rows: string[] = [];
  for (const line of lines) {
    const [currency] = await db.select().from(settings).where(eq(settings.key, 'currency'));
    rows.push([line.id, line.quantity, line.price, currency?.value ?? ''].join(';'));
  }

  const addresses: string[] = [];
  const open = await db.select().from(orders).where(eq(orders.status, 'open')).orderBy(asc(orders.id)).limit(500);
  for (const order of open) {
    // The book-keeping knows customers by their address.
    const customer = await db.query.customers.findFirst({ where: eq(customers.id, order.customerId) });
    addresses.push(customer?.email ?? '');
  }
  return { rows, customers: addresses };
}
