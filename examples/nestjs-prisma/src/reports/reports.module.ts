import { Module } from '@nestjs/common';

import { OrdersModule } from '../orders/orders.module';
import { UsersModule } from '../users/users.module';
import { ReportsService } from './reports.service';

@Module({ imports: [OrdersModule, UsersModule], providers: [ReportsService] })
export class ReportsModule {}
