import { db } from '@acme/db';

import { assign } from './actions';

const ROLES = ['owner', 'admin', 'member'];

export default async function SettingsPage({ params }: { params: Promise<{ teamId: string }> }) {
  const { teamId } = await params;
  const groups = await Promise.all(ROLES.map(async role => ({ role, members: await db.member.findMany({ where: { teamId, role } }) })));
  return (
    <form action={assign}>
      {groups.map(({ role, members }) => (
        <fieldset key={role}>
          <legend>{role}</legend>
          {members.map(member => (
            <label key={member.id}>
              <input type="radio" name="assignee" value={member.id} /> {member.email}
            </label>
          ))}
        </fieldset>
      ))}
    </form>
  );
}
