import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';

import { Shelf } from './shelf.entity';

@Injectable()
export class ShelvesService {
  constructor(@InjectRepository(Shelf) private readonly shelves: Repository<Shelf>) {}

  async tree(parentId: string): Promise<object[]> {
    const children = await this.shelves.findBy({ parentId });
    return Promise.all(children.map(async child => ({ id: child.id, children: await this.tree(child.id) })));
  }
}
