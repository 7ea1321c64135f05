import { earlier, later, type PlainDate } from '#lib/domain/calendar.ts';
import type { StayFacts } from '#lib/domain/stays/stay.ts';
import type { Trx } from '../db/database.ts';
import type { MergedRowTable } from '../db/tables.ts';
import { listStaysPostedTo } from '../ledger/merged-queries.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { countsNights } from '../stays/decide-stays.ts';
import { factsOf, readNoPoints, writeNoPoints } from '../stays/facts.ts';
import { decideWorks, writeDecided } from '../stays/post-works.ts';
import {
	giveStays,
	listStoredStays,
	listTouchingStays,
	moveTheseStays,
	type StoredStay
} from '../stays/queries.ts';
import type { Parting } from './part-accounts.ts';

export interface ReturnedStays {
	/** Those about which there was a newer word since, or whose points were posted since. */
	readonly changed: readonly StoredStay[];
	/** Those that turned out to be a third one's. */
	readonly gone: readonly StoredStay[];
	/** From the first to the last night of all that went back. */
	readonly nights: { readonly from: PlainDate; readonly to: PlainDate } | undefined;
}

/** The stays that came with the merge and are still here go back. */
export async function returnStays(
	{ trx, merge }: Parting,
	rows: readonly MergedRowTable[]
): Promise<ReturnedStays> {
	const marks = new Map(
		rows.filter((row) => row.kind === 'stay').map((row) => [row.row_id, row.mark])
	);
	const moved = await moveTheseStays(trx, [...marks.keys()], merge.into_id, merge.from_id);
	const posted = await listStaysPostedTo(
		trx,
		merge.into_id,
		moved.map(({ id }) => id)
	);
	const isChanged = new Set(
		moved
			.filter(({ id, revision }) => marks.get(id) !== String(revision) || posted.has(id))
			.map(({ id }) => id)
	);
	const back = new Set(moved.map(({ id }) => id));
	const stored = await listStoredStays(trx, [...marks.keys()]);
	const here = stored.filter(({ stay }) => back.has(stay.id));
	return {
		changed: here.filter(({ stay }) => isChanged.has(stay.id)),
		gone: stored.filter(({ stay }) => !back.has(stay.id)),
		nights: here.reduce<ReturnedStays['nights']>(
			(span, { stay: { arrival: from, departure: to } }) =>
				span ? { from: earlier(span.from, from), to: later(span.to, to) } : { from, to },
			undefined
		)
	};
}

/** What changed stays gave the profile that stays is taken back, as for any stay of another. */
export function takeBackChanged(at: Parting, { changed }: ReturnedStays): Promise<void> {
	return work(at, at.merge.into_id, changed, true);
}

/** They are posted anew to the profile they went back to; a third one's are taken back from it. */
export async function postAgain(at: Parting, { changed, gone }: ReturnedStays): Promise<void> {
	await work(at, at.merge.from_id, changed, false);
	await work(at, at.merge.from_id, gone, true);
}

async function work(
	{ trx, programme, on, now }: Parting,
	memberId: string,
	stays: readonly StoredStay[],
	isTakenBack: boolean
): Promise<void> {
	if (stays.length === 0) return;
	const works = stays.map((stored) => ({
		memberId,
		facts: factsOf(stored),
		source: stored.stay.source,
		sourceId: stored.stay.source_id,
		isCorrection: true,
		isTakenBack,
		nightsBefore: { from: stored.stay.arrival, to: stored.stay.departure }
	}));
	const held = await lockAccounts(trx, [memberId]);
	const decided = await decideWorks(trx, works, held, programme, on);
	if (!isTakenBack)
		await giveStays(
			trx,
			stays.map(({ stay: { id } }) => {
				return { id, memberId, noPointsBecause: writeNoPoints(decided.noPointsBecause.get(id)) };
			})
		);
	await writeDecided(trx, decided, now, true);
}

/** Stays of a member that count nights in a span. */
export async function listCountedTouching(
	trx: Trx,
	memberId: string,
	nights: { readonly from: PlainDate; readonly to: PlainDate }
): Promise<StayFacts[]> {
	const stays = await listTouchingStays(trx, memberId, nights);
	return stays
		.filter(({ stay }) => countsNights(readNoPoints(stay.no_points_because)))
		.map(factsOf)
		.sort((one, other) => (one.departure < other.departure ? -1 : 1));
}
