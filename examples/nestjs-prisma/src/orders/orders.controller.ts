import { Body, Controller, Get, Param, ParseIntPipe, Post } from '@nestjs/common';

import { OrdersService } from './orders.service';
import { StockService } from './stock.service';

@Controller('orders')
export class OrdersController {
  constructor(
    private readonly orders: OrdersService,
    private readonly stock: StockService,
  ) {}

  @Get()
  async list() {
    const orders = await this.orders.open();
    return Promise.all(orders.map(async order => ({ ...order, missing: await this.stock.missingFor(order.id) })));
  }

  @Get(':id/lines')
  lines(@Param('id', ParseIntPipe) id: number) {
    return this.orders.lines(id);
  }

  @Post()
  place(@Body() order: { userId: number; lines: { productId: number; quantity: number }[] }) {
    return this.orders.place(order.userId, order.lines);
  }
}
