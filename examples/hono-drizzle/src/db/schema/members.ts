import { boolean, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

export const members = pgTable('members', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  email: text('email').notNull().unique(),
  name: text('name').notNull(),
  blocked: boolean('blocked').notNull().default(false),
  joinedAt: timestamp('joined_at').notNull().defaultNow(),
});

export const reminders = pgTable('reminders', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  memberId: integer('member_id').notNull().references(() => members.id),
  text: text('text').notNull(),
});
