import { addDays, addMonths, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Trx } from '../db/database.ts';
import { findProgramme } from '../programme/read-programme.ts';
import { tellPosted, toNotice } from './tell-posted.ts';
import { listDueMembers, listNeverActiveMembers, listSilentMembers } from './due-queries.ts';
import { writePostings } from './posting-queries.ts';
import { settleMembers } from './settle-members.ts';

export interface ExpirySlice {
	/** Where the next slice begins; none when all is settled. */
	readonly cursor: string | undefined;
	readonly done: { readonly members: number; readonly entries: number; readonly points: number };
}

const members_max = 50;

/**
 * Lets lapse what was last usable before `through`, for the next few members that have such points.
 * What is settled already is not found again, so any number of runs is one.
 */
export async function expirePoints(
	trx: Trx,
	through: PlainDate,
	cursor: string | undefined,
	now: Instant
): Promise<ExpirySlice> {
	const programme = await findProgramme(trx);
	if (!programme) return { cursor: undefined, done: { members: 0, entries: 0, points: 0 } };
	const next = await listNext(trx, programme, through, cursor);
	const postings = await settleMembers(trx, programme, next.memberIds, through);
	await writePostings(trx, postings, now);

	await tellPosted(trx, postings.map(toNotice), now);

	const lapsed = postings
		.flatMap(({ posting }) => posting.entries)
		.filter(({ kind }) => kind === 'expire');
	const entries = lapsed.length;
	const points = lapsed.reduce((sum, entry) => sum - entry.points, 0);
	return { cursor: next.cursor, done: { members: postings.length, entries, points } };
}

interface Next {
	readonly memberIds: readonly string[];
	readonly cursor: string | undefined;
}

/**
 * The next few members who may have points whose last usable day is before `through`: first by the dates
 * of their lots, then by how long they have been silent, each by its own index. A cursor is the phase
 * and the place in it.
 */
export async function listNext(
	trx: Trx,
	programme: Programme,
	through: PlainDate,
	cursor: string | undefined
): Promise<Next> {
	const [phase = 'dated', date = '', memberId = ''] = cursor?.split(' ') ?? [];
	const after = { date, memberId };
	switch (phase) {
		case 'dated': {
			const due = await listDueMembers(trx, through, after, members_max);
			return toNext('dated', due, 'silent');
		}
		case 'silent': {
			const before = silentBefore(programme, through);
			if (before === undefined) return { memberIds: [], cursor: undefined };
			const due = await listSilentMembers(trx, before, after, members_max);
			return toNext('silent', due, 'never');
		}
		default:
			return toNext('never', await listNeverActiveMembers(trx, after, members_max), undefined);
	}
}

function toNext(
	phase: string,
	due: readonly { readonly date: PlainDate; readonly memberId: string }[],
	following: string | undefined
): Next {
	const memberIds = [...new Set(due.map((one) => one.memberId))];
	const last = due.at(-1);
	if (!last || due.length < members_max) return { memberIds, cursor: following };
	return { memberIds, cursor: `${phase} ${last.date} ${last.memberId}` };
}

// No month's end moves a date by more than three days; the rule itself decides exactly.
const monthEnd_days = 4;

/** Who was active since then cannot have points that silence ended before `through`. */
function silentBefore(programme: Programme, through: PlainDate): PlainDate | undefined {
	let before: PlainDate | undefined;
	for (const { document } of programme) {
		const { expiry } = document;
		if (expiry.kind !== 'inactivity') continue;
		const start = addMonths(addDays(through, -(expiry.days ?? 0)), -(expiry.months ?? 0));
		const day = addDays(start, monthEnd_days);
		if (before === undefined || day > before) before = day;
	}
	return before;
}
