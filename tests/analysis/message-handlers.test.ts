import { describe } from 'vitest';

import { check, type Files } from './harness.ts';

/** A controller that sends one command per row, and the command. */
const SENDING: Files = {
  'src/orders/commands/close-order.command.ts': `export class CloseOrderCommand {
  constructor(public readonly id: string) {}
}
`,
  'src/orders/orders.controller.ts': `import { CommandBus } from '@nestjs/cqrs';
import { CloseOrderCommand } from './commands/close-order.command';
export class OrdersController {
  constructor(private readonly commandBus: CommandBus) {}
  async closeAll(ids: string[]) {
    for (const id of ids) await this.commandBus.execute(new CloseOrderCommand(id));
  }
}
`,
};

/** A handler of commands that asks the database. */
const handler = (registered: string, from = '@nestjs/cqrs'): string => `import { CommandHandler, type ICommandHandler } from '${from}';
import { prisma } from '../../db';
import { CloseOrderCommand } from '../commands/close-order.command';
export class OpenOrderCommand {}
@CommandHandler(${registered})
export class OrderHandler implements ICommandHandler<CloseOrderCommand> {
  async execute({ id }: CloseOrderCommand) {
    return prisma.user.findUnique({ where: { id } });
  }
}
`;

describe('what a command bus hands to the class that is registered for it', () => {
  check([
    {
      name: 'a handler in a file that is named like the command',
      code: { ...SENDING, 'src/orders/handlers/close-order.handler.ts': handler('CloseOrderCommand') },
      reports: ['src/orders/orders.controller.ts: driven this.commandBus.execute'],
    },
    {
      name: 'a query bus, and a query that is held by a variable',
      code: {
        'src/totals/total.query.ts': `import { QueryHandler } from '@nestjs/cqrs';
import { prisma } from '../db';
export class TotalQuery {
  constructor(readonly userId: string) {}
}
@QueryHandler(TotalQuery)
export class TotalHandler {
  async execute(query: TotalQuery) {
    return prisma.post.count({ where: { authorId: query.userId } });
  }
}
`,
        'src/totals/totals.ts': `import { QueryBus } from '@nestjs/cqrs';
import { TotalQuery } from './total.query';
export class Totals {
  constructor(private readonly bus: QueryBus) {}
  async all(userIds: string[]) {
    return Promise.all(userIds.map(async userId => {
      const query = new TotalQuery(userId);
      return this.bus.execute(query);
    }));
  }
}
`,
      },
      reports: ['src/totals/totals.ts: driven this.bus.execute'],
    },
    {
      name: 'a class that is registered for another command',
      code: { ...SENDING, 'src/orders/handlers/close-order.handler.ts': handler('OpenOrderCommand') },
      reports: [],
    },
    {
      name: 'a decorator of that name from elsewhere',
      code: { ...SENDING, 'src/orders/handlers/close-order.handler.ts': handler('CloseOrderCommand', '../decorators') },
      reports: [],
    },
    {
      name: 'two classes that are registered for it',
      code: { ...SENDING, 'src/orders/handlers/close-order.handler.ts': handler('CloseOrderCommand'), 'src/orders/handlers/close-order-too.handler.ts': handler('CloseOrderCommand') },
      reports: [],
    },
    {
      name: 'an event, which is handled later',
      code: {
        ...SENDING,
        'src/orders/orders.controller.ts': SENDING['src/orders/orders.controller.ts']!.replaceAll('CommandBus', 'EventBus'),
        'src/orders/handlers/close-order.handler.ts': handler('CloseOrderCommand'),
      },
      reports: [],
    },
  ]);
});
