import type { Model } from '../vocabulary/schema.ts';

/** Whether an object that somebody filled with models may call one so. Models are often registered by the name of their file: `db.User` of `define('user', …)` in `User.js`. */
export function isCalled({ name, file }: Model, called: string): boolean {
  return name.toLowerCase() === called.toLowerCase() || file.replace(/\.\w+$/, '').endsWith(`/${called}`);
}
