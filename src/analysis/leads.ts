/** A piece of code. `look` gives what it mentions; the rest belongs to the search. */
export type Node = { answer: boolean | undefined; order: number; low: number; readonly look: () => Mentioned };

/** What is mentioned; `true` when that runs a query for certain. */
export type Mentioned = readonly Node[] | true;

/** Whether a node leads to a query: Tarjan's strongly connected components, each looked at once. */
export function leadsToQuery(start: Node): boolean {
  if (start.answer !== undefined) return start.answer;
  const open: Node[] = [];
  const path: { node: Node; to: readonly Node[]; next: number }[] = [];
  let count = 0;
  const enter = (node: Node): boolean => {
    node.order = node.low = count++;
    open.push(node);
    const to = node.look();
    if (to === true || to.some(each => each.answer === true)) return true;
    path.push({ node, to, next: 0 });
    return false;
  };
  let hit = enter(start);
  while (!hit) {
    const top = path.at(-1);
    if (!top) return false;
    const next = top.to[top.next++];
    if (next) {
      if (next.answer === true) hit = true;
      else if (next.answer === undefined) {
        if (next.order >= 0) top.node.low = Math.min(top.node.low, next.order);
        else hit = enter(next);
      }
      continue;
    }
    path.pop();
    const above = path.at(-1);
    if (above) above.node.low = Math.min(above.node.low, top.node.low);
    if (top.node.low !== top.node.order) continue;
    for (let node = open.pop()!; ; node = open.pop()!) {
      node.answer = false;
      if (node === top.node) break;
    }
  }
  // Whatever is still open leads to a node of the path, and that leads to the query.
  for (const node of open) node.answer = true;
  return true;
}
