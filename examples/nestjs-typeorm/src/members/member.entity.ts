import { Column, Entity, OneToMany, PrimaryGeneratedColumn } from 'typeorm';

import { Loan } from '../loans/loan.entity';

@Entity()
export class Member {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column({ unique: true }) email: string;
  @Column({ default: 0 }) fines: number;
  @OneToMany(() => Loan, loan => loan.member) loans: Loan[];
}
