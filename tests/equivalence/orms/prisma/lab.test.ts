import { lab } from '../../lab.ts';
import { phrases } from './phrases.ts';

lab('prisma', phrases, ['@prisma/client'], 5471);
