import { readOptions } from "./arguments.js";
import { clientMethods, delegateMethods, fluentOptions, optionNames, plainMethods, rawMethods } from "./methods.js";
import { accessorOf, modelNamed } from "./names.js";
import { operationOf } from "./sql.js";
const PLAIN = { k: 'plain' };
const ROWS = { k: 'list', of: PLAIN };
/** `db.query.user.findMany` is Drizzle's; `services.user.findMany` is a layer above a client. */
const NO_CLIENT = /^_?query$|(?:service|repositor(?:y|ie)|repo|cache|store|mock|api|trpc|caller|router|loader)s?$/i;
/** Methods whose name alone is Prisma's, whatever they are given. */
const UNMISTAKABLE = /OrThrow$|AndReturn$/;
/** The value of `value.name`. */
export function get(value, name) {
    switch (value.role) {
        case 'module':
            return name === 'PrismaClient' ? { ...value, role: 'client-class' } : name === 'Prisma' ? { ...value, role: 'namespace' } : PLAIN;
        case 'client':
            return isAccessor(name) ? { ...value, role: 'delegate', model: modelNamed(name) } : undefined;
        case 'delegate':
        case 'row':
        case 'rows':
        case 'namespace':
            return PLAIN;
        default:
            return undefined;
    }
}
/** What a call on one of Prisma's values gives. */
export function call(value, method, args) {
    switch (value.role) {
        case 'client-class':
            return method === 'new' ? { value: { ...value, role: 'client' } } : undefined;
        case 'client':
            return callClient(value, method, args);
        case 'delegate':
            return callDelegate(value, method, args);
        case 'row':
            return callRow(value, method, args);
        case 'rows':
            return { value: PLAIN };
        case 'namespace':
            return { value: method === 'getExtensionContext' ? { k: 'unknown', why: 'the model that is extended' } : PLAIN };
        case 'enhance':
            return method === '' ? { value: enhanced(value, args) } : undefined;
        case 'enhance-class':
            return method === '' ? { value: { ...value, role: 'client-class' } } : undefined;
        default:
            return undefined;
    }
}
/** What Prisma hands to a callback: the client of a transaction, or the one that is extended. */
export function callbackParam(value, method, argument, parameter) {
    if (argument !== 0 || parameter !== 0)
        return undefined;
    if (value.role === 'client' && method === '$transaction')
        return { ...value, state: { ...value.state, transaction: true } };
    if (value.role === 'client' && method === '$extends')
        return value;
    if (value.role === 'namespace' && method === 'defineExtension')
        return { ...value, role: 'client' };
    return value.role === 'row' && method === 'then' ? PLAIN : undefined;
}
/** A call on an unknown receiver that only Prisma has, on a model of the schema. */
export function shape({ members, method, args }, schemas) {
    const own = schemas.filter(({ orm }) => orm === 'prisma');
    if (own.length === 0)
        return undefined;
    const client = { k: 'orm', orm: 'prisma', role: 'client', evidence: 'shaped' };
    if (method === '$transaction' || rawMethods.has(method))
        return callClient(client, method, args);
    const known = delegateMethods.get(method);
    const accessor = members.at(-1);
    if (!known || accessor === undefined || NO_CLIENT.test(members.at(-2) ?? ''))
        return undefined;
    const model = own.flatMap(({ models }) => models).find(({ name }) => accessorOf(name) === accessor);
    if (!model || !hasOwnShape(method, known, args))
        return undefined;
    return callDelegate({ ...client, role: 'delegate', model: model.name }, method, args);
}
function hasOwnShape(method, { shape: form, options: needed }, args) {
    if (args.open || args.count > 1)
        return false;
    if (args.count === 0)
        return form === 'own-name' && needed.length === 0;
    const options = args.at(0)?.object();
    if (!options)
        return UNMISTAKABLE.test(method) && args.at(0)?.literal() === undefined;
    if (!options.names.every((name) => optionNames.has(name)))
        return false;
    if (form === 'own-name' && (options.open || needed.length === 0))
        return true;
    return needed.some((name) => options.names.includes(name));
}
function callClient(client, method, args) {
    if (clientMethods.has(method))
        return { value: client };
    if (plainMethods.has(method))
        return { value: PLAIN };
    if (method === '$transaction')
        return { value: args.at(0)?.list() ? ROWS : { k: 'unknown', why: 'what a transaction gives' } };
    const raw = rawMethods.get(method);
    return raw ? callRaw(client, method, raw === 'sql' ? args.at(0)?.text() : undefined, args) : undefined;
}
function callRaw(client, method, sql, args) {
    const operation = operationOf(sql);
    const views = Array.from({ length: args.count }, (_, index) => args.at(index)).filter((view) => view !== undefined);
    const writes = operation !== 'read' && operation !== 'raw';
    const query = {
        ...common(client, method),
        operation,
        cardinality: operation === 'read' ? 'many' : 'unknown',
        filter: { conditions: views.map((view) => ({ field: '*', op: '?', value: view.ref })), open: true },
        ...(writes ? { payload: { assignments: views.map((view) => ({ field: '*', value: view.ref })), open: true, list: false } } : {}),
        loads: [],
        nestedWrites: false,
        options: [],
        batched: false,
    };
    return { value: method.startsWith('$query') ? ROWS : PLAIN, query };
}
function callDelegate(delegate, method, args) {
    const known = delegateMethods.get(method);
    if (!known)
        return undefined;
    const writes = known.operation === 'create' || known.operation === 'update' || known.operation === 'upsert';
    const { unique, ...read } = readOptions(args, writes);
    const { model = '' } = delegate;
    const query = {
        ...common(delegate, method),
        operation: known.operation,
        cardinality: known.cardinality,
        model,
        ...read,
        batched: known.batched === true && unique,
    };
    return { value: resultOf(delegate, known, query.batched), query };
}
function resultOf(delegate, { result }, batched) {
    if (result === 'rows')
        return ROWS;
    return result === 'row' ? { ...delegate, role: 'row', state: { ...delegate.state, batched } } : PLAIN;
}
/** `prisma.user.findUnique(…).posts()` reads the relation; nothing else can be called on a row. */
function callRow(row, method, args) {
    if (method === 'catch' || method === 'finally')
        return { value: row };
    if (method === 'then' || method === '' || method in Object.prototype || args.count > 1 || args.open)
        return undefined;
    const options = args.at(0)?.object();
    if (args.count === 1 && !options?.names.every((name) => fluentOptions.has(name)))
        return undefined;
    const { unique: _, ...read } = readOptions(args, false);
    const batched = row.state?.['batched'] === true;
    const query = { ...common(row, method), operation: 'read', cardinality: 'unknown', ...read, batched };
    return { value: { k: 'orm', orm: 'prisma', role: 'row', evidence: row.evidence, state: { batched } }, query };
}
function common({ evidence }, method) {
    return { orm: 'prisma', method, runs: 'awaited', evidence };
}
function enhanced(value, args) {
    const client = args.at(0)?.value();
    return client?.k === 'orm' && client.orm === 'prisma' && client.role === 'client' ? client : { ...value, role: 'client' };
}
function isAccessor(name) {
    return /^[^$_\d]/.test(name) && name !== 'then' && name !== 'constructor';
}
