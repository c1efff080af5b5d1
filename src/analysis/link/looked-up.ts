import type { Arg } from '../../vocabulary/ir.ts';
import type { Env, ModuleId, Value } from '../../vocabulary/value.ts';
import { alternatives, isForeign } from './join.ts';
import type { Link } from './link.ts';
import type { CallExpr } from './orm-calls.ts';

/**
 * Packages whose containers give an instance of the class that they are asked for. https://docs.nestjs.com/fundamentals/module-ref
 * https://docs.typestack.community/typedi/ https://github.com/microsoft/tsyringe#resolution https://inversify.io/docs/api/container/
 */
const CONTAINERS = new Set(['@nestjs/core', '@nestjs/common', 'typedi', 'tsyringe', 'inversify', 'awilix', '@tsed/di', 'injection-js', 'needle-di', '@needle-di/core']);
const LOOKS_UP = /^(?:get|resolve|getAsync|resolveAsync|tryGet|create|inject)$/;

/**
 * What the result of a call is that cannot be followed, as the program says it: `container.get<PostsService>(token)` by its type
 * argument, `moduleRef.get(PostsService)` by the class it is asked for. Rows and other data are told by neither.
 */
export function lookedUp(link: Link, m: ModuleId, call: CallExpr, receiver: Value, method: string, env: Env | undefined): Value | undefined {
  const [type, ...others] = call.types ?? [];
  if (type) return others.length === 0 ? behaving(link.valueOfType(m, type)) : undefined;
  const [first] = call.args;
  return receiver.k === 'external' && CONTAINERS.has(receiver.from) && LOOKS_UP.test(method) && first ? instanceOfClass(link, m, first, env) : undefined;
}

function instanceOfClass(link: Link, m: ModuleId, { e, spread }: Arg, env: Env | undefined): Value | undefined {
  const asked = spread ? undefined : link.valueOf(m, e, env);
  return asked?.k === 'class' ? { k: 'instance', m: asked.m, c: asked.c, declared: true } : undefined;
}

/** A type whose values do something: of a class of the program, of an interface that one implements, of an ORM. */
function behaving(value: Value): Value | undefined {
  return alternatives(value).every(each => each.k === 'instance' || each.k === 'orm') && !isForeign(value) ? value : undefined;
}
