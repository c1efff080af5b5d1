import { Module } from '@nestjs/common';

import { UsersModule } from '../users/users.module';
import { OrdersController } from './orders.controller';
import { OrdersService } from './orders.service';
import { ProductLoader } from './product.loader';
import { StockService } from './stock.service';

@Module({
  imports: [UsersModule],
  controllers: [OrdersController],
  providers: [OrdersService, StockService, ProductLoader],
  exports: [OrdersService],
})
export class OrdersModule {}
