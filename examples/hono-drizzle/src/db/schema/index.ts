export * from './books.js';
export * from './members.js';
