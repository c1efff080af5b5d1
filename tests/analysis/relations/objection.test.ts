import { describe, expect, it } from 'vitest';

import { checkRelations, relationsIn, type Around } from './harness.ts';

const around: Around = {
  files: {
    'package.json': JSON.stringify({ name: 'app', dependencies: { objection: '3.0.0' } }),
    'src/models.ts': `
      import { Model } from 'objection';
      export class Company extends Model { static tableName = 'companies'; }
      export class Person extends Model {
        static tableName = 'persons';
        static get relationMappings() {
          return {
            pets: { relation: Model.HasManyRelation, modelClass: Pet, join: { from: 'persons.id', to: 'pets.ownerId' } },
            company: { relation: Model.BelongsToOneRelation, modelClass: Company, join: { from: 'persons.companyId', to: 'companies.id' } },
          };
        }
      }
      export class Pet extends Model {
        static tableName = 'pets';
        static relationMappings = () => ({ owner: { relation: Model.BelongsToOneRelation, modelClass: Person, join: { from: 'pets.ownerId', to: 'persons.id' } } });
      }`,
  },
  head: "import { Person, Pet } from './models';\ndeclare const unknown: any;",
};

describe('relations that are read and not loaded', () => {
  checkRelations(around, [
    ['in a callback', 'export async function run() { const rows = await Pet.query(); return rows.map(row => row.owner.name); }', ['unloaded row.owner']],
    ['of one row', 'export async function run(id: number) { const person = await Person.query().findById(id); return person.pets.length; }', ['unloaded person.pets']],
    ['behind one that is loaded', "export async function run() { const rows = await Pet.query().withGraphFetched('owner'); return rows.map(row => row.owner.company.name); }", ['unloaded row.owner.company']],
  ]);
});

describe('silence', () => {
  checkRelations(around, [
    ['fetched', "export async function run() { const rows = await Pet.query().withGraphFetched('[owner.[company, pets]]'); return rows.map(row => [row.owner.company.name, row.owner.pets.length]); }", []],
    ['fetched by an object', 'export async function run() { const rows = await Pet.query().withGraphFetched({ owner: { company: true } }); return rows.map(row => row.owner.company.name); }', []],
    ['fetched all the way down', "export async function run() { const rows = await Pet.query().withGraphFetched('owner.^'); return rows.map(row => row.owner.company.name); }", []],
    ['a function adds to the query', "export async function run() { const rows = await Pet.query().onBuild(query => { query.withGraphFetched('owner'); }); return rows.map(row => row.owner.name); }", []],
    ['columns of a joined table, one of which may have its name', "export async function run() { const rows = await Pet.query().select('*').leftJoin('persons', 'pets.ownerId', 'persons.id'); return rows.map(row => row.owner.toUpperCase()); }", []],
    ['near miss: joined, with its own columns', "export async function run() { const rows = await Pet.query().leftJoin('persons', 'pets.ownerId', 'persons.id'); return rows.map(row => row.owner.name); }", ['unloaded row.owner']],
    ['fetched afterwards', "export async function run(id: number) { const pet = await Pet.query().findById(id); await pet.$fetchGraph('owner'); return pet.owner.name; }", []],
    ['near miss: another one is fetched afterwards', "export async function run(id: number) { const person = await Person.query().findById(id); await person.$fetchGraph('company'); return person.pets.length; }", ['unloaded person.pets']],
  ]);
});

it('merges what it says to load with what is there', () => {
  const found = relationsIn(around, "export async function run() { const rows = await Pet.query().withGraphFetched('owner.pets'); return rows.map(row => row.owner.company.name); }");
  expect(found.advice).toEqual(["Load it with the rows: `.withGraphFetched('owner.[pets, company]')` on the query."]);
});
