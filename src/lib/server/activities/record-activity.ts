import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { activityKindOf } from '#lib/domain/earning/price-activity.ts';
import { parseAmount } from '#lib/domain/money.ts';
import { parseDecimal } from '#lib/domain/fraction.ts';
import { versionOn, type Decimal, type Version } from '#lib/domain/programme/programme.ts';
import type { NoPointsCode } from '#lib/domain/reasons.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { postActivity } from '#lib/domain/stays/post-activity.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { claimCommand, findAnswer, type Command } from '../ledger/command.ts';
import { asked, mustBeActive } from '../ledger/post-once.ts';
import { writePostings } from '../ledger/posting-queries.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { tellPosted } from '../ledger/tell-posted.ts';
import { tellIssued } from '../milestones/tell-issued.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { writeNoPoints } from '../stays/facts.ts';
import { addActivity } from './queries.ts';

export interface RecordActivity extends Command {
	/** One of the programme's kinds of activity. */
	readonly kind: string;
	readonly on: PlainDate;
	/** By measure; money in units of the programme's currency. */
	readonly amounts: Readonly<Record<string, Decimal>>;
}

/** What is answered, now and to every repeat. */
export interface RecordedActivity {
	readonly activityId: string;
	/** None where it gave no points. */
	readonly entryId?: string | undefined;
	readonly points: number;
	readonly balance: number;
	readonly noPointsBecause?: NoPointsCode | undefined;
}

/**
 * Takes in what a partner reports of a member and posts it, once for the partner's id. Refused:
 * `not-found` for an id or a member of somebody else, `same-id-other-body`, `account-suspended`,
 * `no-programme`, `invalid` with the field for a kind, a measure or an amount that the version of that
 * day does not know, and for a day that has not come.
 */
export function recordActivity(
	db: Db,
	command: RecordActivity,
	now: Instant
): Promise<RecordedActivity> {
	return transact(db, (trx) => recordActivityIn(trx, command, now));
}

async function recordActivityIn(
	trx: Trx,
	command: RecordActivity,
	now: Instant
): Promise<RecordedActivity> {
	const { memberId, source, id: sourceId, kind, on, amounts } = command;
	const question = asked('activity', command);
	const member = await lockAccount(trx, memberId);
	if (!member) throw new Refusal('not-found');
	const before = await findAnswer<RecordedActivity>(trx, question);
	if (before) return before;
	mustBeActive(member);

	const programme = await readProgramme(trx);
	const today = todayIn(programme, now);
	if (on > today) throw new Refusal('invalid', { field: 'on' });
	mustBeKnown(command, versionOn(programme, on).document);
	const held = new Map([[memberId, member]]);
	const history = (await readHistories(trx, [memberId], held, programme)).get(memberId);
	if (!history) throw new Error(`member ${memberId} is not held`);

	const activityId = newId();
	const activity = { id: activityId, kind, on, amounts };
	const { posting, noPointsBecause } = postActivity(history, activity, programme, today, newId);
	await addActivity(trx, {
		id: activityId,
		member_id: memberId,
		source,
		source_id: sourceId,
		kind,
		happened_on: on,
		amounts: JSON.stringify(amounts),
		no_points_because: writeNoPoints(noPointsBecause),
		recorded_at: now
	});
	await writePostings(trx, [{ memberId, posting }], now);

	const entry = posting.entries.find(
		({ reasons }) => reasons.kind === 'activity' && reasons.activity.id === activityId
	);
	const { balance } = posting.account;
	const points = entry?.points ?? 0;
	const answer = {
		activityId,
		entryId: entry?.id,
		points,
		balance,
		noPointsBecause: noPointsBecause?.code
	};
	await claimCommand(trx, question, answer, now);
	if (entry) await tellPosted(trx, [{ memberId, points, balance }], now);
	await tellIssued(trx, [{ memberId, posting }], now);
	return answer;
}

function mustBeKnown({ kind, amounts }: RecordActivity, version: Version): void {
	const known = activityKindOf(kind, version);
	if (!known) throw new Refusal('invalid', { field: 'kind' });
	const units = new Map(known.measures.map(({ id, unit }) => [id, unit]));
	for (const [measure, amount] of Object.entries(amounts)) {
		const unit = units.get(measure);
		const parsed = parseDecimal(amount);
		const fits = unit === 'money' ? parseAmount(amount, version.currency) : parsed && 0;
		if (unit === undefined || fits === undefined || !parsed || parsed.n < 0n)
			throw new Refusal('invalid', { field: `amounts.${measure}` });
	}
}
