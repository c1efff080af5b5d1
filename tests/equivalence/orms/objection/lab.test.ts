import { lab } from '../../lab.ts';
import { phrases } from './phrases.ts';

lab('objection', phrases, ['objection', 'knex'], 5475);
