import { addMilliseconds } from '#lib/domain/calendar.ts';
import { ratingOf } from '#lib/domain/surveys/rating.ts';
import { hashToken, newToken } from '../auth/tokens.ts';
import type { Trx } from '../db/database.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { tellAll, type Message } from '../outbox/queries.ts';
import { askingFacts } from './asking-facts.ts';
import { claimReminder, listToRemind } from './queries.ts';
import { readSetting } from '../house/settings.ts';
import { invitations } from './settings.ts';
import { readVersion } from './versions.ts';

const day_ms = 86_400_000;
/** A reminder that is so late says nothing any more: the setting is new, or the house stood still. */
const late_ms = 7 * day_ms;
const responses_per_slice = 200;

/**
 * Asks guests once more who have not begun. Only the hash of the first link is known, so the mail has a
 * link of its own; both open the same response.
 */
export async function remindGuests(trx: Trx, { now }: JobAt): Promise<JobSlice> {
	const { reminderDays } = await readSetting(trx, invitations);
	if (reminderDays === null) return { cursor: undefined, done: { reminded: 0 } };
	const to = addMilliseconds(now, -reminderDays * day_ms);
	const span = { from: addMilliseconds(to, -late_ms), to, now };
	const rows = await listToRemind(trx, { ...span, limit: responses_per_slice });
	const ratings = new Map<string, ReturnType<typeof ratingOf>>();
	const messages: Message[] = [];
	for (const row of rows) {
		const token = newToken();
		if (!(await claimReminder(trx, row.id, hashToken(token), now))) continue;
		const { survey_id: surveyId, version } = row;
		const key = `${surveyId} ${version}`;
		if (!ratings.has(key))
			ratings.set(key, ratingOf(await readVersion(trx, { surveyId, version })));
		const asked = { id: row.id, expiresAt: row.expires_at, timeZone: row.time_zone };
		messages.push({
			channel: 'push',
			topic: 'survey-reminder',
			to: { kind: 'member', id: row.member_id },
			facts: askingFacts(asked, ratings.get(key)),
			secret: token
		});
	}
	await tellAll(trx, messages, now);
	const isMore = rows.length === responses_per_slice;
	return { cursor: isMore ? 'more' : undefined, done: { reminded: messages.length } };
}
