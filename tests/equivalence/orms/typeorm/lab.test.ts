import { lab } from '../../lab.ts';
import { phrases } from './phrases.ts';

lab('typeorm', phrases, ['typeorm'], 5476);
