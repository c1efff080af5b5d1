import { prisma } from './client.ts';

/** The first page of the office: how many customers and orders of each kind there are, the latest orders, and what was sold. */
export async function dashboard() {
  const customers = await prisma.customer.count();
  const [open, paid, shipped, returned, cancelled] = await Promise.all([
    prisma.order.count({ where: { status: 'open' } }),
    prisma.order.count({ where: { status: 'paid' } }),
    prisma.order.count({ where: { status: 'shipped' } }),
    prisma.order.count({ where: { status: 'returned' } }),
    prisma.order.count({ where: { status: 'cancelled' } }),
  ]);

  const orders = await prisma.order.findMany({ orderBy: { id: 'desc' }, take: 50 });
  const latest: string[] = [];
  for (const order of orders) {
    const customer = await prisma.customer.findUnique({ where: { id: order.customerId } });
    latest.push(`${order.id} ${order.status} ${customer?.name ?? ''}`);
  }

  const lines = await prisma.orderLine.findMany({ orderBy: { id: 'desc' }, take: 53 });
  const sold: string[] = [];
  for (const line of lines) {
    const product = await prisma.product.findUnique({ where: { id: line.productId } });
    sold.push(`${line.quantity} × ${product?.name ?? ''}`);
  }

  return { customers, open, paid, shipped, returned, cancelled, latest, sold };
}
