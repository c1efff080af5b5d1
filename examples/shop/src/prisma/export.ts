import { prisma } from './client.ts';

/** Every line of the open orders, as text for the book-keeping. */
export async function exportLines() {
  const lines = await prisma.orderLine.findMany({ where: { order: { status: 'open' } }, orderBy: { id: 'asc' } });
  const rows: string[] = [];
  for (const line of lines) {
    const currency = await prisma.setting.findFirst({ where: { key: 'currency' } });
    rows.push([line.id, line.quantity, line.price, currency?.value ?? ''].join(';'));
  }

  const customers: string[] = [];
  const orders = await prisma.order.findMany({ where: { status: 'open' }, orderBy: { id: 'asc' } });
  for (const { customerId } of orders) {
    // The book-keeping knows customers by their address.
    const customer = await prisma.customer.findUnique({ where: { id: customerId } });
    customers.push(customer?.email ?? '');
  }
  return { rows, customers };
}
