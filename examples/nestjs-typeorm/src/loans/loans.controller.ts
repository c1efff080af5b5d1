import { Body, Controller, Get, Post } from '@nestjs/common';

import { MembersService } from '../members/members.service';
import { LoansService } from './loans.service';

@Controller('loans')
export class LoansController {
  constructor(
    private readonly loans: LoansService,
    private readonly members: MembersService,
  ) {}

  @Get()
  async list() {
    const open = await this.loans.open();
    return Promise.all(open.map(async loan => ({ ...loan, member: await this.members.findOne(loan.memberId) })));
  }

  @Post()
  lend(@Body() { memberId, bookIds }: { memberId: string; bookIds: string[] }) {
    return this.loans.lend(memberId, bookIds);
  }
}
