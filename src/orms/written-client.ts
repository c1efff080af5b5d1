import type { Advice } from '../vocabulary/orm.ts';
import type { QueryCall } from '../vocabulary/query.ts';

/** Advice that speaks of `client`, with the client as the query has it: what runs in a transaction stays in it. */
export function onItsClient<Given extends Advice | undefined>({ written }: QueryCall, advice: Given, client = 'db'): Given {
  const own = written?.replace(/\.query\.[\w$]+$/, '');
  if (!advice || own === undefined || own.includes('.query')) return advice;
  return { ...advice, text: advice.text.replaceAll(new RegExp(`(?<![\\w$.])${client}(?=\\.[$\\w]+[(.\`]|\\()`, 'g'), () => own) };
}
