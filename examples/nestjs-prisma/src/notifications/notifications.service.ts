import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { PrismaService } from '../prisma/prisma.service';

const sleep = (ms: number) => new Promise(resolve => setTimeout(resolve, ms));

@Injectable()
export class NotificationsService {
  private readonly sent = new Map<number, Date>();

  constructor(private readonly prisma: PrismaService) {}

  /** The mail provider takes five messages a second. */
  async remind(userIds: number[]) {
    for (const id of userIds) {
      const user = await this.prisma.user.findFirst({ where: { id }, select: { email: true } });
      if (user) await this.send(id, user.email);
      await sleep(200);
    }
  }

  async isPaid(orderId: number) {
    let paid = false;
    while (!paid) {
      const invoice = await this.prisma.invoice.findUnique({ where: { orderId } });
      paid = invoice?.paid ?? false;
      if (!paid) await sleep(1000);
    }
    return paid;
  }

  @Interval(60_000)
  forget() {
    for (const [id, at] of this.sent) {
      if (Date.now() - at.getTime() > 86_400_000) this.sent.delete(id);
    }
  }

  private async send(id: number, email: string) {
    await fetch('https://mail.example/send', { method: 'POST', body: JSON.stringify({ email }) });
    this.sent.set(id, new Date());
  }
}
