import { db } from '@acme/db';
import { NextResponse } from 'next/server';

export async function POST(request: Request) {
  const { teamId, emails } = (await request.json()) as { teamId: string; emails: string[] };
  const known = new Map<string, string>();
  await Promise.all(
    emails.map(async email => {
      const member = await db.member.findFirst({ where: { teamId, email } });
      if (member) known.set(email, member.id);
    }),
  );
  return NextResponse.json({ unknown: emails.filter(email => !known.has(email)) });
}
