import type { FindOptionsWhere, ObjectLiteral, Repository } from 'typeorm';

/** What every service can do with its entity. */
export abstract class CrudService<T extends ObjectLiteral & { id: string }> {
  constructor(protected readonly repository: Repository<T>) {}

  findOne(id: string) {
    return this.repository.findOneByOrFail({ id } as FindOptionsWhere<T>);
  }

  async remove(id: string) {
    await this.repository.delete(id);
  }
}
