import type { FollowUp } from '../../vocabulary/follow-up.ts';
import type { Advice } from '../../vocabulary/orm.ts';
import { askThroughJoin, leftJoin } from '../joined-loading.ts';

/** How a query reads the row of another table too. https://kysely.dev/docs/examples/join/simple-left-join */
export const loadWith = leftJoin;

/** How a query asks through a join, and not by a key that another one reads. */
export const filterThrough = (followUp: FollowUp): Advice | undefined => askThroughJoin(followUp, 'innerJoin', "'=', ");
