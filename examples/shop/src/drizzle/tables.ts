import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';

export const customers = sqliteTable('Customer', {
  id: integer().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
});

export const products = sqliteTable('Product', {
  id: integer().primaryKey(),
  sku: text().notNull().unique(),
  name: text().notNull(),
  stock: integer().notNull(),
  supplier: integer().notNull(),
});

export const orders = sqliteTable('Order', {
  id: integer().primaryKey(),
  status: text().notNull(),
  customerId: integer().notNull().references(() => customers.id),
});

export const orderLines = sqliteTable('OrderLine', {
  id: integer().primaryKey(),
  orderId: integer().notNull().references(() => orders.id),
  productId: integer().notNull().references(() => products.id),
  quantity: integer().notNull(),
  price: integer().notNull(),
});

export const deliveries = sqliteTable('Delivery', {
  id: integer().primaryKey(),
  productId: integer().notNull(),
  quantity: integer().notNull(),
});

export const settings = sqliteTable('Setting', {
  key: text().primaryKey(),
  value: text().notNull(),
});
