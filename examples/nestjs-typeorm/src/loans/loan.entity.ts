import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';

import { Member } from '../members/member.entity';

@Entity()
export class Loan {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column() bookId: string;
  @Column() memberId: string;
  @ManyToOne(() => Member, member => member.loans) member: Member;
  @Column({ type: 'timestamptz', nullable: true }) returnedAt: Date | null;
}
