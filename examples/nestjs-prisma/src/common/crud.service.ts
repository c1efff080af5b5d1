import { NotFoundException } from '@nestjs/common';

interface Delegate<Row> {
  findFirst(args: { where: object }): Promise<Row | null>;
  findMany(args: { where?: object; skip?: number; take?: number }): Promise<Row[]>;
}

/** What every service of this application can do with its table. */
export abstract class CrudService<Row> {
  protected abstract readonly delegate: Delegate<Row>;

  async findOne(id: number): Promise<Row> {
    const row = await this.delegate.findFirst({ where: { id } });
    if (!row) throw new NotFoundException();
    return row;
  }

  async findPage(page: number, size = 50): Promise<Row[]> {
    return this.delegate.findMany({ skip: page * size, take: size });
  }
}
