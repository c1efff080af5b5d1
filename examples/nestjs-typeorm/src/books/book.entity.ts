import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
@Index(['isbn', 'copy'], { unique: true })
export class Book {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column() isbn: string;
  @Column() copy: number;
  @Column() shelfId: string;
}
