const UNKNOWN = { k: 'unknown' };
/** A type annotation as plain data. */
export function lowerType(node) {
    switch (node.type) {
        case 'TSTypeReference':
            return { k: 'ref', name: nameOf(node.typeName), args: typeArguments(node.typeArguments) };
        case 'TSArrayType':
            return { k: 'array', of: lowerType(node.elementType) };
        case 'TSUnionType':
            return { k: 'union', of: node.types.map(lowerType) };
        case 'TSIntersectionType':
            return { k: 'and', of: node.types.map(lowerType) };
        case 'TSTypeLiteral':
            return { k: 'object', members: lowerMembers(node.members) };
        case 'TSLiteralType':
            return lowerLiteral(node);
        case 'TSFunctionType':
            return { k: 'fn', fn: lowerSignature(node.params, node.returnType) };
        case 'TSTupleType':
            return lowerTuple(node.elementTypes);
        case 'TSIndexedAccessType':
            return { k: 'index', of: lowerType(node.objectType), key: lowerType(node.indexType) };
        case 'TSTypeQuery':
            return lowerQuery(node.exprName);
        case 'TSImportType':
            return { k: 'ref', name: [`import:${node.source.value}`, ...qualifierOf(node.qualifier)], args: typeArguments(node.typeArguments) };
        case 'TSTypeOperator':
            return node.operator === 'keyof' ? { k: 'keyof', of: lowerType(node.typeAnnotation) } : lowerType(node.typeAnnotation);
        case 'TSNamedTupleMember':
            return lowerElement(node.elementType);
        case 'TSParenthesizedType':
        case 'TSJSDocNonNullableType':
            return lowerType(node.typeAnnotation);
        case 'TSJSDocNullableType':
            return { k: 'union', of: [lowerType(node.typeAnnotation), { k: 'primitive', name: 'null' }] };
        case 'TSTypePredicate':
            return { k: 'primitive', name: node.asserts ? 'void' : 'boolean' };
        case 'TSThisType':
            return { k: 'ref', name: ['this'], args: [] };
        case 'TSMappedType':
        case 'TSConditionalType':
        case 'TSConstructorType':
        case 'TSTemplateLiteralType':
        case 'TSInferType':
        case 'TSJSDocUnknownType':
            return UNKNOWN;
        default:
            return lowerKeyword(node.type);
    }
}
/** The type of an annotation, when there is one. */
export function annotation(node) {
    return node ? lowerType(node.typeAnnotation) : undefined;
}
/** The arguments of `f<A, B>`, or none. */
export function typeArguments(node) {
    return node ? node.params.map(lowerType) : [];
}
/** The names of type parameters. */
export function typeParameters(node) {
    return node ? node.params.map(param => param.name.name) : [];
}
/** What a class implements or an interface extends. */
export function lowerHeritage(node) {
    const name = dottedName(node.expression);
    return name === undefined ? UNKNOWN : { k: 'ref', name, args: typeArguments(node.typeArguments) };
}
/** The members of an interface or a type literal. An index signature is the member `*`, a call signature `()`. */
export function lowerMembers(signatures) {
    const members = [];
    for (const signature of signatures) {
        const member = lowerMember(signature);
        if (member !== undefined)
            members.push(member);
    }
    return members;
}
/** The type of a function with these parameters. */
export function lowerSignature(params, returns) {
    const fn = { params: [] };
    for (const param of params) {
        const type = lowerParam(param);
        if (type.name !== 'this')
            fn.params.push(type);
    }
    const type = annotation(returns);
    if (type !== undefined)
        fn.returns = type;
    return fn;
}
/** The type written in `type X = …`, the only statement of a program. */
export function typeOfProgram(program) {
    const [statement] = program.body;
    return program.body.length === 1 && statement?.type === 'TSTypeAliasDeclaration' ? lowerType(statement.typeAnnotation) : undefined;
}
/** `A.B.c` as its names. */
export function nameOf(node) {
    if (node.type === 'Identifier')
        return [node.name];
    if (node.type === 'ThisExpression')
        return ['this'];
    return [...nameOf(node.left), node.right.name];
}
function lowerParam(param) {
    const pattern = param.type === 'TSParameterProperty' ? param.parameter : param;
    const target = pattern.type === 'AssignmentPattern' ? pattern.left : pattern.type === 'RestElement' ? pattern.argument : pattern;
    const lowered = {};
    if (target.type === 'Identifier')
        lowered.name = target.name;
    const type = annotation(pattern.typeAnnotation ?? target.typeAnnotation);
    if (type !== undefined)
        lowered.type = type;
    if (pattern.type === 'RestElement')
        lowered.rest = true;
    return lowered;
}
function lowerMember(node) {
    switch (node.type) {
        case 'TSPropertySignature':
            return memberOf(keyOf(node.key, node.computed), annotation(node.typeAnnotation), node.optional);
        case 'TSMethodSignature': {
            const name = keyOf(node.key, node.computed);
            if (node.kind === 'get')
                return memberOf(name, annotation(node.returnType), false);
            return node.kind === 'set' ? undefined : memberOf(name, { k: 'fn', fn: lowerSignature(node.params, node.returnType) }, node.optional);
        }
        case 'TSIndexSignature':
            return memberOf('*', annotation(node.typeAnnotation), false);
        case 'TSCallSignatureDeclaration':
            return memberOf('()', { k: 'fn', fn: lowerSignature(node.params, node.returnType) }, false);
        case 'TSConstructSignatureDeclaration':
            return undefined;
    }
}
function memberOf(name, type, optional) {
    if (name === undefined)
        return undefined;
    const member = { name };
    if (type !== undefined)
        member.type = type;
    if (optional)
        member.optional = true;
    return member;
}
function keyOf(key, computed) {
    if (key.type === 'Literal')
        return typeof key.value === 'string' || typeof key.value === 'number' ? String(key.value) : undefined;
    return key.type === 'Identifier' && !computed ? key.name : undefined;
}
function lowerLiteral({ literal }) {
    if (literal.type === 'Literal')
        return typeof literal.value === 'bigint' ? { k: 'primitive', name: 'bigint' } : { k: 'lit', v: literal.value };
    if (literal.type === 'TemplateLiteral')
        return literal.expressions.length === 0 ? { k: 'lit', v: literal.quasis[0]?.value.cooked ?? '' } : UNKNOWN;
    const { argument, operator } = literal;
    return operator === '-' && argument.type === 'Literal' && typeof argument.value === 'number' ? { k: 'lit', v: -argument.value } : UNKNOWN;
}
function lowerTuple(elements) {
    const [only] = elements;
    if (elements.length === 1 && only?.type === 'TSRestType')
        return lowerType(only.typeAnnotation);
    return { k: 'tuple', of: elements.map(lowerElement) };
}
function lowerElement(node) {
    if (node.type === 'TSOptionalType')
        return lowerType(node.typeAnnotation);
    return node.type === 'TSRestType' ? UNKNOWN : lowerType(node);
}
function lowerQuery(name) {
    if (name.type === 'TSImportType')
        return { k: 'typeof', path: [`import:${name.source.value}`, ...qualifierOf(name.qualifier)] };
    return { k: 'typeof', path: nameOf(name) };
}
function qualifierOf(node) {
    if (node === null)
        return [];
    return node.type === 'Identifier' ? [node.name] : [...qualifierOf(node.left), node.right.name];
}
function dottedName(node) {
    if (node.type === 'Identifier')
        return [node.name];
    if (node.type === 'ThisExpression')
        return ['this'];
    if (node.type !== 'MemberExpression' || node.computed || node.property.type !== 'Identifier')
        return undefined;
    const of = dottedName(node.object);
    return of && [...of, node.property.name];
}
function lowerKeyword(type) {
    const keyword = /^TS(\w+)Keyword$/.exec(type)?.[1];
    return keyword === undefined ? UNKNOWN : { k: 'primitive', name: keyword === 'BigInt' ? 'bigint' : keyword.toLowerCase() };
}
