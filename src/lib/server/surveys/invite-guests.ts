import {
	addDays,
	addMilliseconds,
	instantAt,
	type Instant,
	type PlainDate
} from '#lib/domain/calendar.ts';
import { hashToken, newToken } from '../auth/tokens.ts';
import type { Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { tellAll } from '../outbox/queries.ts';
import { addResponses, expireResponses, listToInvite } from './queries.ts';
import { takeNewestVersion } from './versions.ts';

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;

/** When guests are asked, and how often at most. */
export const invitations = {
	/** No system says at which hour somebody left: it counts as noon where the house stands. */
	checkOutTime: '12:00',
	after_ms: 24 * hour_ms,
	/** A stay that was heard of later than this is not asked about any more. */
	until_ms: 7 * day_ms,
	distance_ms: 30 * day_ms,
	expires_ms: 30 * day_ms
} as const;

const stays_per_slice = 200;
const responses_per_slice = 500;

/** Asks the next few guests about stays that ended a day ago; who was asked lately is left in peace. */
export async function inviteGuests(trx: Trx, { cursor, now }: JobAt): Promise<JobSlice> {
	const { after_ms, until_ms, distance_ms } = invitations;
	const key = await takeNewestVersion(trx, now);
	const [departure = '', id = ''] = cursor?.split(' ') ?? [];
	const rows = await listToInvite(trx, {
		surveyId: key.surveyId,
		// A day wider on both sides than the instants asked for: no zone is further from UTC.
		from: addDays(addMilliseconds(now, -until_ms).slice(0, 10), -1),
		to: addDays(addMilliseconds(now, -after_ms).slice(0, 10), 1),
		notSince: addMilliseconds(now, -distance_ms),
		after: { departure, id },
		limit: stays_per_slice
	});
	const due = rows.filter((row) => isDue(row.time_zone, row.departure, now));
	const first = new Map(due.map((row) => [row.member_id, row] as const).reverse());
	const invited = [...first.values()].map((stay) => ({ stay, id: newId(), token: newToken() }));
	await addResponses(
		trx,
		invited.map((one) => ({
			id: one.id,
			survey_id: key.surveyId,
			version: key.version,
			member_id: one.stay.member_id,
			stay_id: one.stay.id,
			property_id: one.stay.property_id,
			token_hash: hashToken(one.token),
			status: 'invited' as const,
			invited_at: now,
			expires_at: addMilliseconds(now, invitations.expires_ms),
			started_at: null,
			submitted_at: null,
			recommend: null,
			index_micro: null,
			points: null,
			tier: null
		}))
	);
	await tellAll(
		trx,
		invited.map((one) => ({
			channel: 'push' as const,
			topic: 'survey-invitation',
			to: { kind: 'member' as const, id: one.stay.member_id },
			facts: { responseId: one.id },
			secret: one.token
		})),
		now
	);
	const last = rows.length === stays_per_slice ? rows.at(-1) : undefined;
	return { cursor: last && `${last.departure} ${last.id}`, done: { invited: invited.length } };
}

/** Open surveys whose time is over. They cannot be answered before this ran either. */
export async function expireSurveys(trx: Trx, { now }: JobAt): Promise<JobSlice> {
	const expired = await expireResponses(trx, now, responses_per_slice);
	return { cursor: expired === responses_per_slice ? 'more' : undefined, done: { expired } };
}

/** From when on a guest who left on a day is asked: 24 hours after noon on the house's clocks. */
export function toBeAskedAt(timeZone: string, departure: PlainDate): Instant {
	return addMilliseconds(checkOutAt(timeZone, departure), invitations.after_ms);
}

function isDue(timeZone: string, departure: PlainDate, now: Instant): boolean {
	const until = addMilliseconds(checkOutAt(timeZone, departure), invitations.until_ms);
	return toBeAskedAt(timeZone, departure) <= now && now <= until;
}

function checkOutAt(timeZone: string, departure: PlainDate): Instant {
	return instantAt(timeZone, departure, invitations.checkOutTime);
}
