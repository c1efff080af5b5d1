import { lab } from '../../lab.ts';
import { phrases } from './phrases.ts';

lab('mikroorm', phrases, ['@mikro-orm/core'], 5478);
