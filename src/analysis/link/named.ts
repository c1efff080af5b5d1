import type { Value } from '../../vocabulary/value.ts';
import type { Link } from './link.ts';

/** A value of an ORM as the variable, or the field, that is made to hold it names it. */
export function named(link: Link, name: string, value: Value): Value {
  return value.k === 'orm' ? (link.orms.find(orm => orm.name === value.orm)?.named?.(value, name) ?? value) : value;
}
