import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { Book } from './books/book.entity';
import { BookRepository } from './books/book.repository';
import { BooksService } from './books/books.service';
import { Loan } from './loans/loan.entity';
import { LoansController } from './loans/loans.controller';
import { LoansService } from './loans/loans.service';
import { Member } from './members/member.entity';
import { MembersService } from './members/members.service';
import { Notice } from './notices/notice.entity';
import { NoticesService } from './notices/notices.service';
import { Shelf } from './shelves/shelf.entity';
import { ShelvesService } from './shelves/shelves.service';

const entities = [Book, Loan, Member, Notice, Shelf];

@Module({
  imports: [TypeOrmModule.forRoot({ type: 'postgres', url: process.env.DATABASE_URL, entities }), TypeOrmModule.forFeature(entities)],
  controllers: [LoansController],
  providers: [BookRepository, BooksService, LoansService, MembersService, NoticesService, ShelvesService],
})
export class AppModule {}
