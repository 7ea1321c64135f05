import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { activityKindOf } from '#lib/domain/earning/price-activity.ts';
import { parseAmount } from '#lib/domain/money.ts';
import { parseDecimal } from '#lib/domain/fraction.ts';
import { versionOn, type Decimal, type Version } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import type { Command } from '../ledger/command.ts';
import { listMergedFrom } from '../ledger/merged-queries.ts';
import { mustBeActive } from '../ledger/post-once.ts';
import { lockAccount } from '../ledger/queries.ts';
import { tellPosted, toNotice } from '../ledger/tell-posted.ts';
import { tellIssued } from '../milestones/tell-issued.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { writeNoPoints } from '../stays/facts.ts';
import { addWord, claimActivity, findActivity, listWords } from './queries.ts';
import { say, type RecordedActivity } from './say-activity.ts';
import { saysTheSame, toColumns } from './word.ts';

export interface RecordActivity extends Command {
	/** Counts what the partner says of this id; without it the first. */
	readonly revision?: number | undefined;
	/** One of the programme's kinds of activity. */
	readonly kind: string;
	readonly on: PlainDate;
	/** By measure; money in units of the programme's currency. */
	readonly amounts: Readonly<Record<string, Decimal>>;
	/** It turned out not to have been. */
	readonly isCancelled?: boolean | undefined;
}

/**
 * Takes in what a partner reports of a member and posts it, once for the partner's id and revision. A
 * newer revision corrects it, as of a stay: what it gave is taken back and it is posted anew. Refused:
 * `not-found` for an id or a member of somebody else, `same-id-other-body` and `older-revision` for one
 * that was never heard, `account-suspended` where it is the first, `no-programme`, `invalid` with the
 * field for a kind, a measure or an amount that the version of that day does not know, and for a day
 * that has not come.
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
	const { memberId, source, id: sourceId, revision = 1, kind, on, amounts, isCancelled } = command;
	const columns = toColumns({ kind, on, amounts, isCancelled });
	const member = await lockAccount(trx, memberId);
	if (!member) throw new Refusal('not-found');
	const known = await findActivity(trx, source, sourceId);
	if (known && known.member_id !== memberId) {
		const theirs = await listMergedFrom(trx, [memberId]);
		if (!theirs.includes(known.member_id)) throw new Refusal('not-found');
	}
	const words = known ? await listWords(trx, known.id) : [];
	const heard = words.find((word) => word.revision === revision);
	if (heard && !saysTheSame(heard, columns)) throw new Refusal('same-id-other-body');
	if (heard) return JSON.parse(heard.answer) as RecordedActivity;
	const last = words.at(-1);
	if (last && revision < last.revision) throw new Refusal('older-revision');
	if (!last || member.status !== 'suspended') mustBeActive(member);

	const programme = await readProgramme(trx);
	const today = todayIn(programme, now);
	if (on > today) throw new Refusal('invalid', { field: 'on' });
	if (!isCancelled) mustBeKnown(command, versionOn(programme, on).document);
	const activityId = known?.id ?? newId();
	const row = { id: activityId, member_id: memberId, source, source_id: sourceId };
	if (!known && !(await claimActivity(trx, { ...row, recorded_at: now })))
		throw new Refusal('not-found');
	const said = { activity_id: activityId, revision, member_id: memberId, ...columns };
	if (last && saysTheSame(last, columns)) {
		await addWord(trx, { ...last, ...said, word: last.word + 1, recorded_at: now });
		return JSON.parse(last.answer) as RecordedActivity;
	}

	const activity = { id: activityId, kind, on, amounts, isCancelled };
	const { posted, answer } = await say(trx, { member, activity, last, programme, today }, now);
	await addWord(trx, {
		...said,
		word: (last?.word ?? 0) + 1,
		no_points_because: writeNoPoints(posted.noPointsBecause),
		entry_id: answer.entryId ?? null,
		answer: JSON.stringify(answer),
		recorded_at: now
	});
	const { posting } = posted;
	if (last && posting.entries.length > 0)
		await tellPosted(trx, [toNotice({ memberId, posting })], now);
	else if (answer.entryId !== undefined) await tellPosted(trx, [{ memberId, ...answer }], now);
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
