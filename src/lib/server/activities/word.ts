import type { PlainDate } from '#lib/domain/calendar.ts';
import { causeOfActivity } from '#lib/domain/earning/price-activity.ts';
import { lastActivityOn } from '#lib/domain/ledger/activity.ts';
import type { Decimal, Programme } from '#lib/domain/programme/programme.ts';
import type { MadeByActivity, PartnerActivity } from '#lib/domain/stays/post-activity.ts';
import type { Reader } from '../db/database.ts';
import type { PartnerActivityWordTable } from '../db/tables.ts';
import { readMadeOne } from '../ledger/made-queries.ts';

/** What is said of an activity, as it is kept. */
export function toColumns({ kind, on, amounts, isCancelled }: Omit<PartnerActivity, 'id'>) {
	const byName = Object.entries(amounts).toSorted(([one], [other]) => (one < other ? -1 : 1));
	return {
		kind,
		happened_on: on,
		amounts: JSON.stringify(Object.fromEntries(byName)),
		is_cancelled: isCancelled ? 1 : 0
	} as const;
}

export function toActivity(word: PartnerActivityWordTable): PartnerActivity {
	return {
		id: word.activity_id,
		kind: word.kind,
		on: word.happened_on as PlainDate,
		amounts: JSON.parse(word.amounts) as Record<string, Decimal>,
		isCancelled: word.is_cancelled === 1
	};
}

export function saysTheSame(
	word: PartnerActivityWordTable,
	columns: ReturnType<typeof toColumns>
): boolean {
	return (
		word.kind === columns.kind &&
		word.happened_on === columns.happened_on &&
		word.amounts === columns.amounts &&
		word.is_cancelled === columns.is_cancelled
	);
}

/** What the last word about an activity gave, as it stands in an account that is held. */
export async function readMadeByActivity(
	reader: Reader,
	activityId: string,
	entryId: string | null,
	memberId: string,
	programme: Programme
): Promise<MadeByActivity> {
	const cause = causeOfActivity(activityId);
	const { earned, credits, entries } = await readMadeOne(reader, { entryId, cause }, memberId);
	if (!earned) return { credits };
	const others = entries.filter(({ id }) => id !== earned.entry.id);
	return { credits, earned: { ...earned, otherActivityOn: lastActivityOn(others, programme) } };
}
