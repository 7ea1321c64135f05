import {
	addDays,
	addMilliseconds,
	instantAt,
	type Instant,
	type PlainDate
} from '#lib/domain/calendar.ts';
import { firstInvitations } from '#lib/domain/surveys/invitations.ts';
import { ratingOf } from '#lib/domain/surveys/rating.ts';
import { hashToken, newToken } from '../auth/tokens.ts';
import type { Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { tellAll } from '../outbox/queries.ts';
import { askingFacts } from './asking-facts.ts';
import { addResponses, expireResponses, listToInvite } from './queries.ts';
import { readSetting } from '../house/settings.ts';
import { invitations } from './settings.ts';
import { readVersion, takeNewestVersion } from './versions.ts';

const hour_ms = 3_600_000;
const day_ms = 24 * hour_ms;

/** No system says at which hour somebody left: it counts as noon where the house stands. */
const checkOutTime = '12:00';
/** A stay that was heard of so long after its guest should have been asked is not asked about. */
const late_ms = 6 * day_ms;

const stays_per_slice = 200;
const responses_per_slice = 500;

/** Asks the next few guests about stays that have ended; who was asked lately is left in peace. */
export async function inviteGuests(trx: Trx, { cursor, now }: JobAt): Promise<JobSlice> {
	const { afterHours, distanceDays, expiresDays } = await readSetting(trx, invitations);
	const after_ms = afterHours * hour_ms;
	const expiresAt = addMilliseconds(now, expiresDays * day_ms);
	const key = await takeNewestVersion(trx, now);
	const rating = ratingOf(await readVersion(trx, key));
	const [departure = '', id = ''] = cursor?.split(' ') ?? [];
	const rows = await listToInvite(trx, {
		surveyId: key.surveyId,
		// A day wider on both sides than the instants asked for: no zone is further from UTC.
		from: addDays(addMilliseconds(now, -after_ms - late_ms).slice(0, 10), -1),
		to: addDays(addMilliseconds(now, -after_ms).slice(0, 10), 1),
		notSince: addMilliseconds(now, -distanceDays * day_ms),
		after: { departure, id },
		limit: stays_per_slice
	});
	const due = rows.filter((row) => isDue(row.time_zone, row.departure, afterHours, now));
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
			expires_at: expiresAt,
			started_at: null,
			submitted_at: null,
			recommend: null,
			index_micro: null,
			points: null,
			tier: null,
			guest: null,
			channel: null
		}))
	);
	await tellAll(
		trx,
		invited.map((one) => ({
			channel: 'push' as const,
			topic: 'survey-invitation',
			to: { kind: 'member' as const, id: one.stay.member_id },
			facts: askingFacts({ id: one.id, expiresAt, timeZone: one.stay.time_zone }, rating),
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

/** From when on a guest who left on a day is asked: hours after noon on the house's clocks. */
export function toBeAskedAt(
	timeZone: string,
	departure: PlainDate,
	afterHours = firstInvitations.afterHours
): Instant {
	return addMilliseconds(instantAt(timeZone, departure, checkOutTime), afterHours * hour_ms);
}

function isDue(timeZone: string, departure: PlainDate, afterHours: number, now: Instant): boolean {
	const from = toBeAskedAt(timeZone, departure, afterHours);
	return from <= now && now <= addMilliseconds(from, late_ms);
}
