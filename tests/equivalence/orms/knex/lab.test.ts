import { lab } from '../../lab.ts';
import { phrases } from './phrases.ts';

lab('knex', phrases, ['knex'], 5474);
