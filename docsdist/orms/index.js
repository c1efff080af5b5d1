import { prisma } from "./prisma/index.js";
/** Every ORM the plugin knows. */
export const orms = [prisma];
