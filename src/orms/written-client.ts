import type { Advice } from '../vocabulary/orm.ts';
import type { QueryCall } from '../vocabulary/query.ts';

/** Advice that speaks of `db`, with the client as the query has it: what runs in a transaction stays in it. */
export function onItsClient<Given extends Advice | undefined>({ written }: QueryCall, advice: Given): Given {
  const client = written?.replace(/\.query\.[\w$]+$/, '');
  if (!advice || client === undefined || client.includes('.query')) return advice;
  return { ...advice, text: advice.text.replaceAll(/(?<![\w$.])db\.(?=[$\w]+[(.])/g, () => `${client}.`) };
}
