import { DataTypes, Model, Sequelize, type BelongsToGetAssociationMixin, type HasManyGetAssociationsMixin } from 'sequelize';

export const sequelize = new Sequelize(process.env['LAB_POSTGRES'] ?? '', { dialect: 'postgres', logging: false, pool: { max: 1 } });

/** What the hooks of the program heard. */
export const heard: string[] = [];

export class User extends Model {
  declare id: number;
  declare code: string;
  declare name: string | null;
  declare age: number | null;
  declare active: boolean;
  declare status: string;
  declare posts?: Post[];
  declare getPosts: HasManyGetAssociationsMixin<Post>;
}

User.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true },
    code: { type: DataTypes.TEXT, allowNull: false, unique: true },
    name: { type: DataTypes.TEXT },
    age: { type: DataTypes.INTEGER },
    active: { type: DataTypes.BOOLEAN, allowNull: false, defaultValue: true },
    status: { type: DataTypes.TEXT, allowNull: false, defaultValue: 'new' },
  },
  { sequelize, tableName: 'User', timestamps: false },
);

// By names that no linter reads: a model whose hooks are known is not written in bulk.
const told = { beforeFind: 'find', beforeCount: 'count', beforeCreate: 'create', beforeBulkUpdate: 'update', beforeBulkDestroy: 'destroy' } as const;
for (const event of Object.keys(told) as (keyof typeof told)[]) User.addHook(event, () => { heard.push(told[event]); });

export class Post extends Model {
  declare id: number;
  declare title: string;
  declare views: number;
  declare authorId: number | null;
  declare editorId: number;
  declare editor?: User;
  declare getEditor: BelongsToGetAssociationMixin<User>;
}

Post.init(
  {
    id: { type: DataTypes.INTEGER, primaryKey: true },
    title: { type: DataTypes.TEXT, allowNull: false },
    views: { type: DataTypes.INTEGER, allowNull: false, defaultValue: 0 },
    authorId: { type: DataTypes.INTEGER },
    editorId: { type: DataTypes.INTEGER, allowNull: false },
  },
  { sequelize, tableName: 'Post', timestamps: false },
);

User.hasMany(Post, { as: 'posts', foreignKey: 'authorId' });
Post.belongsTo(User, { as: 'editor', foreignKey: 'editorId', constraints: false });

export const close = (): Promise<void> => sequelize.close();
