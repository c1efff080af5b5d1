import { accessorOf } from "./names.js";
import { foreignKeyOf, methodOf, modelOf, pluralOf } from "./phrases.js";
import { setBasedRead, singleRead } from "./read-words.js";
import { setBasedWrite, singleWrite } from "./write-words.js";
const READS = new Set(['read', 'count', 'aggregate', 'exists']);
/** Prisma's words. https://www.prisma.io/docs/orm/prisma-client/queries */
export const words = {
    setBased: (query, driven, schema) => (READS.has(query.operation) ? setBasedRead : setBasedWrite)(query, driven, schema),
    rowByRow: (query, driven, schema) => (READS.has(query.operation) ? singleRead(query, driven, schema) : singleWrite(query, driven)),
    recursion,
    display,
};
function recursion(query, schema) {
    if (query.model === undefined) {
        return { text: 'Read the tree level by level, all parents of a level in one `IN`, or as a whole with one recursive CTE (`WITH RECURSIVE`).' };
    }
    const field = parentKeyOf(query, schema);
    const read = `${methodOf(query, 'findMany')}({ where: { ${field}: { in: ${pluralOf('id')} } } })`;
    if (!READS.has(query.operation)) {
        const many = query.operation === 'delete' ? 'deleteMany' : query.operation === 'create' ? 'createMany' : 'updateMany';
        return { text: `Collect the nodes level by level with \`${read}\`, then write them all with one \`${methodOf(query, many)}\`.` };
    }
    return { text: `Read the tree level by level with one \`${read}\` per level, or as a whole with one recursive CTE (\`WITH RECURSIVE\`) in \`$queryRaw\`.` };
}
/** The column that leads to the parent: what the query filters by or, by the schema, the key of the model's relation to itself. */
function parentKeyOf(query, schema) {
    const model = modelOf(query, schema);
    const own = model?.columns.find(({ relation, list }) => relation === model.name && !list);
    const key = own && foreignKeyOf(own.name, model);
    if (key !== undefined)
        return key;
    const filtered = query.filter?.conditions.find(({ field, op }) => (op === '=' || op === 'in') && field !== 'id' && /(?:id|ID|Id)$/.test(field) && !field.includes('.'));
    return filtered?.field ?? 'parentId';
}
function display({ model, method }) {
    if (model !== undefined)
        return `prisma.${accessorOf(model)}.${method}`;
    return method.startsWith('$') ? `prisma.${method}` : `.${method}()`;
}
