import { addDays, addMilliseconds, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { firstInvitations } from '#lib/domain/surveys/invitations.ts';
import { hashToken, newToken } from '#lib/server/auth/tokens.ts';
import { transact } from '#lib/server/db/transact.ts';
import { Random } from '#lib/server/demo/random.ts';
import { newId } from '#lib/server/ids.ts';
import { addProperty } from '#lib/server/stays/properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { addResponses, addVersion, expireResponses } from '#lib/server/surveys/queries.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { answersOf, branchingSurvey } from './guest-answers.ts';
import type { Hotel } from './hotel.ts';

const day_ms = 86_400_000;
const stays_per_transaction = 500;
export const houses = ['HOUSE', 'NORTH', 'SOUTH', 'EAST', 'WEST', 'COAST', 'LAKE', 'HILL'];

const channels = ['direct', 'agency', 'corporate', 'group'];

export interface History {
	/** Over so many days until now. */
	readonly days: number;
	/** About so many stays guests were asked; */
	readonly asked: number;
	/** so many answered. */
	readonly answered: number;
}

export interface AskedStay {
	readonly stayId: string;
	readonly memberId: string;
	readonly propertyId: string;
	readonly departure: PlainDate;
}

/** Eight houses, and the stays that guests are asked about, the oldest first; some come much more often. */
export async function recordAskedStays(
	{ db, now, members }: Hotel,
	{ days, asked }: History
): Promise<AskedStay[]> {
	const random = new Random(14);
	const place = { timeZone: 'America/New_York', currency: 'USD', brand: 'standard' };
	for (const code of houses.slice(1))
		await addProperty(db, { code, name: { en: code }, ...place }, system, now);
	const stays = Array.from({ length: asked }, (_, at): StayIn => {
		// The last are asked and have answered by today.
		const departure = addDays(now.slice(0, 10), Math.floor(((at - asked) * days) / asked) - 4);
		return {
			...{ source: 'bench', stayId: `stay-${at}`, property: random.pick(houses) },
			memberNumber: members[Math.floor(random.next() ** 3 * members.length)]!.number,
			status: 'checked_out',
			bookedOn: addDays(departure, -30),
			...{ arrival: addDays(departure, -random.between(1, 6)), departure },
			channel: random.pick(channels),
			...{ rooms: 1, adults: 2, children: 0, currency: 'USD', awardNights: 0 },
			folio: [{ class: 'room', amountMinor: random.between(9_000, 60_000), on: departure }],
			updatedAt: `${departure}T18:00:00.000Z`
		};
	});
	for (let at = 0; at < stays.length; at += stays_per_transaction)
		await recordStays(db, stays.slice(at, at + stays_per_transaction), now, { quiet: true });
	const rows = await db
		.selectFrom('stay')
		.select(['id as stayId', 'member_id', 'property_id as propertyId', 'departure'])
		.orderBy('departure')
		.orderBy('id')
		.execute();
	return rows.map(({ member_id: memberId, ...row }) => ({ ...row, memberId: memberId ?? '' }));
}

const system = { kind: 'system', id: 'bench' } as const;

/** Asks about each stay and lets some of the guests answer, one at a time, as it happens. */
export async function answerThem(
	{ db, now }: Hotel,
	stays: readonly AskedStay[],
	{ asked, answered }: History
): Promise<void> {
	const random = new Random(5);
	await transact(db, (trx) =>
		addVersion(trx, {
			...{ survey_id: branchingSurvey.id, version: 1, document: JSON.stringify(branchingSurvey) },
			...{ published_at: now, published_by: 'bench', judgements: null }
		})
	);
	const invited = stays.map((stay) => ({ ...invitationOf(stay), stay }));
	await transact(db, (trx) =>
		addResponses(
			trx,
			invited.map(({ id, at, stay }) => ({
				...{ id, survey_id: branchingSurvey.id, version: 1, token_hash: hashToken(newToken()) },
				...{ member_id: stay.memberId, stay_id: stay.stayId, property_id: stay.propertyId },
				...{ status: 'invited' as const, invited_at: at },
				expires_at: addMilliseconds(at, firstInvitations.expiresDays * day_ms),
				...{ started_at: null, submitted_at: null, recommend: null, index_micro: null },
				...{ points: null, tier: null, guest: null, channel: null }
			}))
		)
	);
	for (const [at, one] of invited.entries()) {
		// As many of a hundred everywhere in the time.
		if (Math.floor(((at + 1) * answered) / asked) === Math.floor((at * answered) / asked)) continue;
		const when = addMilliseconds(one.at, random.between(1, 2 * day_ms));
		const { memberId } = one.stay;
		await submitResponse(db, { memberId, id: one.id }, answersOf(random), when);
	}
	await transact(db, (trx) => expireResponses(trx, now, asked));
}

/** The day after the departure, when the job comes by. */
function invitationOf({ departure }: AskedStay): { id: string; at: Instant } {
	return { id: newId(), at: `${addDays(departure, 1)}T16:00:00.000Z` };
}
