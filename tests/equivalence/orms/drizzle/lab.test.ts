import { lab } from '../../lab.ts';
import { phrases } from './phrases.ts';

lab('drizzle', phrases, ['drizzle-orm'], 5472);
