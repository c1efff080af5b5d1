import type { ModuleId } from '../../vocabulary/value.ts';

/** What is mentioned; `true` when that runs a query for certain. */
export type Mentioned = readonly Node[] | true;

/** A piece of code: whether it leads to a query, as far as that is known, and what it mentions. */
export class Node {
  answer: boolean | undefined;
  /** What is mentioned, once it was looked at: each node is looked at once. */
  to: readonly Node[] | undefined;
  /** The nodes that mention this one. */
  from: Node[] | undefined;
  /** The search that came by last. */
  search = 0;

  constructor(
    readonly m: ModuleId,
    public look: (() => Mentioned) | undefined,
  ) {}
}

/** So many nodes are made before answers are kept in place of them. */
const MOST_MADE = 10_000;

/** The pieces of code that were met, by module, and by what they are in it. */
export class Nodes {
  readonly #modules = new Map<ModuleId, Map<string | number, Node>>();
  #made = 0;

  /** The node of a piece of code; `look` says what it mentions. */
  at(m: ModuleId, key: string | number, look: () => Mentioned): Node {
    let nodes = this.#modules.get(m);
    if (!nodes) this.#modules.set(m, (nodes = new Map<string | number, Node>()));
    let node = nodes.get(key);
    if (!node) {
      nodes.set(key, (node = new Node(m, look)));
      this.#made++;
    }
    return node;
  }

  /** Between two searches: keeps answers in place of nodes. Four of five have one, and the others are made again when they are met. */
  settle(): void {
    if (this.#made < MOST_MADE) return;
    this.#made = 0;
    for (const nodes of this.#modules.values()) {
      for (const [key, { answer }] of nodes) {
        if (answer === undefined) nodes.delete(key);
        else nodes.set(key, answer ? LEADS : LEADS_NOWHERE);
      }
    }
  }
}

const LEADS = answered(true);
const LEADS_NOWHERE = answered(false);

function answered(answer: boolean): Node {
  const node = new Node('', undefined);
  node.answer = answer;
  return node;
}

let searches = 0;

/**
 * Whether a node leads to a query. What mentions a hit leads to it too, and a search that finds nothing has settled all it has
 * seen, so a program of many cycles costs no more than one without. A module's nodes are looked at together: its facts may have
 * to be decoded for them.
 */
export function leadsToQuery(start: Node): boolean {
  if (start.answer !== undefined) return start.answer;
  const search = ++searches;
  const seen: Node[] = [];
  const waiting = new Map<ModuleId, Node[]>();
  const modules: ModuleId[] = [];
  const enter = (node: Node): void => {
    node.search = search;
    seen.push(node);
    const nodes = waiting.get(node.m);
    if (nodes) nodes.push(node);
    else {
      waiting.set(node.m, [node]);
      modules.push(node.m);
    }
  };
  enter(start);
  for (let m = modules.pop(); m !== undefined; m = modules.pop()) {
    const nodes = waiting.get(m)!;
    for (let node = nodes.pop(); node; node = nodes.pop()) {
      if (node.answer !== undefined) continue;
      const to = node.to ?? lookAt(node);
      if (to === true || to.some(each => each.answer === true)) {
        if (settle(node, start)) return true;
        continue;
      }
      for (const each of to) if (each.answer === undefined && each.search !== search) enter(each);
    }
    waiting.delete(m);
  }
  for (const node of seen) if (node.answer === undefined) close(node, false);
  return false;
}

function lookAt(node: Node): Mentioned {
  const to = node.look!();
  node.look = undefined;
  if (to === true) return true;
  node.to = to;
  for (const each of to) if (each.answer === undefined) (each.from ??= []).push(node);
  return to;
}

/** A node leads to a query, and with it all that are known to mention it: whether `start` is among them. */
function settle(node: Node, start: Node): boolean {
  const open = [node];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.answer !== undefined) continue;
    open.push(...(next.from ?? []));
    close(next, true);
  }
  return start.answer === true;
}

function close(node: Node, answer: boolean): void {
  node.answer = answer;
  node.look = undefined;
  node.to = undefined;
  node.from = undefined;
}
