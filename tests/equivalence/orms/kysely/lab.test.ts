import { lab } from '../../lab.ts';
import { phrases } from './phrases.ts';

lab('kysely', phrases, ['kysely'], 5473);
