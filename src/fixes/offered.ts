import type { Rewrite, TextEdit } from '../vocabulary/rewrite.ts';
import { differenceText } from './differences.ts';

/** What a report carries: what `--fix` writes, or what an editor offers. */
type Offered<MessageId extends string> = { readonly fix: readonly TextEdit[] | undefined; readonly suggest: readonly { readonly messageId: MessageId; readonly data: { readonly difference: string }; readonly edits: readonly TextEdit[] }[] | undefined };

/** What is known to change nothing is a fix; whatever changes something is offered, and says what. `names` has the message of each rewrite. */
export function offered<MessageId extends string>(rewrites: readonly Rewrite[], names: { readonly [name in Rewrite['name']]?: MessageId }): Offered<MessageId> {
  const fix = rewrites.find(({ differences }) => differences.length === 0)?.edits;
  if (fix) return { fix, suggest: undefined };
  const suggest = rewrites.flatMap(({ name, edits, differences }) => {
    const messageId = names[name];
    return messageId === undefined ? [] : [{ messageId, data: { difference: differenceText(differences) }, edits }];
  });
  return { fix: undefined, suggest: suggest.length === 0 ? undefined : suggest };
}
