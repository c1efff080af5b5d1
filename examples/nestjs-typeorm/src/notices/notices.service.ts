import { Injectable } from '@nestjs/common';

import { Notice } from './notice.entity';

@Injectable()
export class NoticesService {
  async readAll(memberId: string) {
    const notices = await Notice.unreadOf(memberId);
    await Promise.all(notices.map(notice => notice.markAsRead()));
  }

  async announce(memberIds: string[]) {
    for (const memberId of memberIds) {
      const notice = new Notice();
      notice.memberId = memberId;
      await notice.save();
    }
  }

  /** One statement for all. */
  announceToAll(memberIds: string[]) {
    return Notice.insert(memberIds.map(memberId => ({ memberId })));
  }
}
