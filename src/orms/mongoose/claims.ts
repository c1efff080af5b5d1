import type { TypeView } from '../../vocabulary/declaration.ts';
import type { ExternalName, Place } from '../../vocabulary/orm.ts';
import type { OrmValue } from '../../vocabulary/value.ts';
import { modelName } from './names.ts';
import { declared, proved } from './values.ts';

/** What the package exports; the package itself is a connection with all of it. https://mongoosejs.com/docs/api/mongoose.html */
const EXPORTS: { readonly [name: string]: string } = {
  '*': 'library',
  default: 'library',
  mongoose: 'library',
  Mongoose: 'library-class',
  Schema: 'schema-class',
  SchemaFactory: 'schema-factory',
  model: 'model-function',
  connection: 'connection',
  createConnection: 'connect-function',
  connect: 'library-function',
  startSession: 'session-function',
  Model: 'base',
};

// https://mongoosejs.com/docs/typescript.html
const TYPES: { readonly [name: string]: string } = {
  Mongoose: 'library',
  Connection: 'connection',
  Model: 'model',
  PaginateModel: 'model',
  AggregatePaginateModel: 'model',
  SoftDeleteModel: 'model',
  Document: 'row',
  HydratedDocument: 'row',
  HydratedDocumentFromSchema: 'row',
  Schema: 'schema',
  ClientSession: 'session',
  ReturnModelType: 'model',
  ModelType: 'model',
  DocumentType: 'row',
  Query: 'query-type',
};

const PACKAGE = /^(?:mongoose|@nestjs\/mongoose|mongoose-[\w-]+|@typegoose\/typegoose|typegoose|@m8a\/nestjs-typegoose|nestjs-typegoose|soft-delete-plugin-mongoose)$/;

/** The value of an import. */
export function claim({ from, name, path }: ExternalName, _place: Place): OrmValue | undefined {
  if (path.length > 0) return undefined;
  if (from === '@nestjs/mongoose') return name === 'SchemaFactory' ? proved('schema-factory') : undefined;
  if (from === '@typegoose/typegoose' || from === 'typegoose') return name === 'getModelForClass' || name === 'getDiscriminatorModelForClass' ? proved('class-function') : name === 'mongoose' ? proved('library') : undefined;
  return from === 'mongoose' ? exportOf(name) : undefined;
}

/** An export of the package, or a member of the package as a whole. */
export function exportOf(name: string): OrmValue | undefined {
  return Object.hasOwn(EXPORTS, name) ? proved(EXPORTS[name]!) : undefined;
}

/** The value of something annotated with one of its types. */
export function fromType({ from, name, path }: ExternalName, _place: Place, types: readonly TypeView[] = []): OrmValue | undefined {
  if (!PACKAGE.test(from) && !/^mongoose\/(?:types|lib)/.test(from)) return undefined;
  const members = name === '*' || name === 'default' || name === 'mongoose' ? path : [name, ...path];
  const [head, ...rest] = members;
  if (head === undefined) return name === 'default' || name === 'mongoose' ? declared('library') : undefined;
  const role = rest.length === 0 && Object.hasOwn(TYPES, head) ? TYPES[head] : undefined;
  if (role === undefined) return undefined;
  if (role === 'model' || role === 'row') return { ...declared(role), ...modelIn(types[0]) };
  // `Query<ResultDoc, Doc>`: what is asked is not known.
  if (role === 'query-type') return { ...declared('query'), ...modelIn(types[1]), builder: true };
  return declared(role);
}

/** `Model<User>`, `Model<UserDocument>`, `Model<IUser & Document>`: the model is `User`. */
function modelIn(type: TypeView | undefined): Pick<OrmValue, 'model' | 'declared'> {
  const view = type?.class();
  // `@Schema() class User { @Prop() … }` declares the model by its members.
  if (view) return { ...(view.name !== undefined && { model: view.name }), ...(view.members.some((member) => member.decorators.some(({ name }) => /^[Pp]rop$/.test(name))) && { declared: view.declared }) };
  const row = rowIn(type);
  if (row) return row;
  const name = modelName(type?.text);
  return name === undefined ? {} : { model: name };
}

function rowIn(type: TypeView | undefined): Pick<OrmValue, 'model' | 'declared'> | undefined {
  const value = type?.value();
  const values = value?.k === 'oneOf' ? value.of : value ? [value] : [];
  for (const each of values) if (each.k === 'orm' && each.orm === 'mongoose' && each.role === 'row' && each.model !== undefined) return { model: each.model, ...(each.declared && { declared: each.declared }) };
  return undefined;
}
