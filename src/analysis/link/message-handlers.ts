import { wordsOf } from '../../project/module-names.ts';
import type { ModuleFacts } from '../../vocabulary/ir.ts';
import type { ModuleId, Value } from '../../vocabulary/value.ts';
import { alternatives } from './join.ts';
import type { Link } from './link.ts';

/**
 * Buses that hand a message to the one class that is registered for it, and wait for its answer: the decorator that registers it.
 * What an event bus hands on runs later and elsewhere. https://docs.nestjs.com/recipes/cqrs
 */
const BUSES: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  ['@nestjs/cqrs', new Map([['CommandBus', 'CommandHandler'], ['QueryBus', 'QueryHandler']])],
]);
const DISPATCHES = 'execute';
const HANDLES = 'execute';

/** Words that say what kind of message a class is, and not which. */
const OF_MESSAGES = new Set(['command', 'query', 'message', 'request']);
/** With more files of its name nobody can say which one holds the handler. */
const MOST_FILES = 24;

/** Whether an import is a bus: what it is given may run anything. */
export function isBus(from: string, name: string): boolean {
  return BUSES.get(from)?.has(name) ?? false;
}

/**
 * The method that `bus.execute(new Message(…))` enters: of the class with `@CommandHandler(Message)`, in the module of the
 * message or in a file that is named like it; nothing when there is no such class, or several.
 */
export function handlerOf(link: Link, bus: Value, method: string, message: () => Value | undefined): Value | undefined {
  if (bus.k !== 'external' || method !== DISPATCHES || bus.path.length > 0) return undefined;
  const decorator = BUSES.get(bus.from)?.get(bus.name);
  const [given, ...others] = decorator === undefined ? [] : alternatives(message() ?? { k: 'plain' });
  if (decorator === undefined || given?.k !== 'instance' || others.length > 0) return undefined;
  const { m, c } = given;
  const words = wordsOf(link.facts(m)?.classes[c]?.name ?? '').filter(word => !OF_MESSAGES.has(word));
  const files = words.length === 0 ? [] : link.named(m, words);
  if (files.length > MOST_FILES) return undefined;
  const [handler, ...more] = [...new Set([m, ...files])].flatMap(file => handlersIn(link, file, bus.from, decorator, { m, c }));
  return handler && more.length === 0 ? link.member(handler, HANDLES) : undefined;
}

function handlersIn(link: Link, at: ModuleId, from: string, decorator: string, message: { m: ModuleId; c: number }): readonly Value[] {
  const facts = link.facts(at);
  if (!facts) return [];
  return facts.classes.flatMap(({ decorators }, c): Value[] => {
    const registers = decorators.some(e => isRegistration(link, at, facts, e, from, decorator, message));
    return registers ? [{ k: 'instance', m: at, c, declared: true }] : [];
  });
}

/** Whether a decorator is `@CommandHandler(Message)`. */
function isRegistration(link: Link, at: ModuleId, facts: ModuleFacts, e: number, from: string, decorator: string, message: { m: ModuleId; c: number }): boolean {
  const call = facts.exprs[e]!;
  const [first] = call.k === 'call' ? call.args : [];
  if (call.k !== 'call' || !first) return false;
  const callee = link.valueOf(at, call.callee);
  if (callee.k !== 'external' || callee.from !== from || (callee.path.at(-1) ?? callee.name) !== decorator) return false;
  const registered = link.valueOf(at, first.e);
  return registered.k === 'class' && registered.m === message.m && registered.c === message.c;
}
