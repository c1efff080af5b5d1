import { db } from '@acme/db';

/** Every task as one JSON document per line, a page at a time. */
export async function GET() {
  const encoder = new TextEncoder();
  const stream = new ReadableStream({
    async start(controller) {
      let after: string | undefined;
      do {
        const page = await db.task.findMany({ take: 500, orderBy: { id: 'asc' }, ...(after ? { skip: 1, cursor: { id: after } } : {}) });
        for (const task of page) controller.enqueue(encoder.encode(`${JSON.stringify(task)}\n`));
        after = page.length === 500 ? page.at(-1)?.id : undefined;
      } while (after);
      controller.close();
    },
  });
  return new Response(stream);
}
