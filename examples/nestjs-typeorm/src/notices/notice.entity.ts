import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Notice extends BaseEntity {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column() memberId: string;
  @Column({ default: false }) read: boolean;

  static unreadOf(memberId: string) {
    return this.findBy({ memberId, read: false });
  }

  async markAsRead() {
    this.read = true;
    await this.save();
  }
}
