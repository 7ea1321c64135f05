import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { NoPointsCode } from '#lib/domain/reasons.ts';
import {
	correctActivity,
	postActivity,
	type ActivityPosting,
	type PartnerActivity
} from '#lib/domain/stays/post-activity.ts';
import type { Trx } from '../db/database.ts';
import type { PartnerActivityWordTable } from '../db/tables.ts';
import { newId } from '../ids.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import type { MemberAccount } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { readMadeByActivity } from './word.ts';

/** What is answered, now and to every repeat. */
export interface RecordedActivity {
	readonly activityId: string;
	/** None where it gave no points. */
	readonly entryId?: string | undefined;
	readonly points: number;
	readonly balance: number;
	readonly noPointsBecause?: NoPointsCode | undefined;
}

/** What is to be said of an activity in an account that is held. */
export interface Saying {
	readonly member: MemberAccount;
	readonly activity: PartnerActivity;
	/** The word before. */
	readonly last: Pick<PartnerActivityWordTable, 'entry_id'> | undefined;
	readonly programme: Programme;
	readonly today: PlainDate;
}

export interface Said {
	readonly posted: ActivityPosting;
	readonly answer: RecordedActivity;
}

/** Posts an activity, or corrects it, and writes the posting; the word is the caller's to keep. */
export async function say(
	trx: Trx,
	{ member, activity, last, programme, today }: Saying,
	now: Instant
): Promise<Said> {
	const { memberId } = member;
	const held = new Map([[memberId, member]]);
	const history = (await readHistories(trx, [memberId], held, programme)).get(memberId);
	if (!history) throw new Error(`member ${memberId} is not held`);
	const made =
		last && (await readMadeByActivity(trx, activity.id, last.entry_id, memberId, programme));
	const posted = made
		? correctActivity(history, made, activity, programme, today, newId)
		: postActivity(history, activity, programme, today, newId);
	const { posting, noPointsBecause } = posted;
	await writePostings(trx, [{ memberId, posting }], now);
	const entry = posting.entries.find(
		({ reasons }) => reasons.kind === 'activity' && reasons.activity.id === activity.id
	);
	return {
		posted,
		answer: {
			activityId: activity.id,
			entryId: entry?.id,
			points: entry?.points ?? 0,
			balance: posting.account.balance,
			noPointsBecause: noPointsBecause?.code
		}
	};
}
