import { Column, Entity, ManyToOne, OneToMany, PrimaryGeneratedColumn } from 'typeorm';

@Entity()
export class Shelf {
  @PrimaryGeneratedColumn('uuid') id: string;
  @Column({ nullable: true }) parentId: string | null;
  @ManyToOne(() => Shelf, shelf => shelf.children) parent: Shelf | null;
  @OneToMany(() => Shelf, shelf => shelf.parent) children: Shelf[];
}
