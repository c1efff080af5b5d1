import type { ClassFacts, F, Member, ModuleFacts } from '../vocabulary/ir.ts';

/** The member of a class that function `f` is, and the class; nothing for a constructor and for a function that stands by itself. */
export function memberOf({ classes }: ModuleFacts, f: F): { readonly cls: ClassFacts; readonly member: Member } | undefined {
  for (const cls of classes) {
    const member = cls.members.find(each => each.f === f);
    if (member) return { cls, member };
  }
  return undefined;
}
