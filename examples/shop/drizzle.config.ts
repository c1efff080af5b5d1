export default { dialect: 'sqlite', schema: './src/drizzle/tables.ts' };
