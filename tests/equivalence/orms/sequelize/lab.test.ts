import { lab } from '../../lab.ts';
import { phrases } from './phrases.ts';

lab('sequelize', phrases, ['sequelize'], 5477);
