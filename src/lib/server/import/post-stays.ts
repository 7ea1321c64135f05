import type { Instant } from '#lib/domain/calendar.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { recordStaysIn } from '../stays/record-stays.ts';
import type { StayIn } from '../stays/stay-in.ts';
import {
	changeRun,
	listStagedLines,
	listStagedRows,
	lockRun,
	rejectRows,
	type StagedLine
} from './queries.ts';

export interface Counts {
	readonly created: number;
	readonly corrected: number;
	readonly unchanged: number;
	readonly stale: number;
}

/** How far a run has come, as its column `result` keeps it. */
export interface Posted {
	readonly counts: Counts;
	/** The last row that is posted, in posting order. */
	readonly after?: StagedLine | undefined;
}

export function readPosted(result: string | null): Posted {
	if (result !== null) return JSON.parse(result) as Posted;
	return { counts: { created: 0, corrected: 0, unchanged: 0, stale: 0 } };
}

export interface Posting {
	readonly importId: string;
	readonly rowsPerTransaction: number;
	readonly now: () => Instant;
	readonly onProgress: (rows: number, of: number) => void;
	/** Between two transactions, so that others get their turn. */
	readonly pause: () => Promise<unknown>;
}

/**
 * Posts the staged rows, whole members at a time. How far it came is written with what was posted, so
 * a run that was killed goes on there, and two processes at the same run never post a row twice.
 */
export async function postStays(db: Db, posting: Posting): Promise<void> {
	const order = (await listStagedLines(db, posting.importId)).sort(compare);
	for (let at = 0; at < order.length; await posting.pause()) {
		const end = endOfMembers(order, at, posting.rowsPerTransaction);
		await postNext(db, posting, order.slice(at, end));
		posting.onProgress((at = end), order.length);
	}
}

function postNext(
	db: Db,
	{ importId, now }: Posting,
	staged: readonly StagedLine[]
): Promise<void> {
	return transact(db, async (trx) => {
		const run = await lockRun(trx, importId);
		if (run.stage !== 'posting') return;
		const { counts, after } = readPosted(run.result);
		const left = staged.filter((one) => !after || compare(one, after) > 0);
		if (left.length === 0) return;

		const rows = await listStagedRows(
			trx,
			importId,
			left.map(({ line }) => line)
		);
		const stays = rows.map(({ document }) => JSON.parse(document ?? '') as StayIn);
		const results = await recordStaysIn(trx, stays, now(), { quiet: true });
		const sum = { ...counts };
		const rejected: { line: number; reason: string }[] = [];
		for (const [at, result] of results.entries()) {
			if (result.outcome === 'rejected')
				rejected.push({ line: rows[at]!.line, reason: result.reason });
			else sum[result.outcome]++;
		}
		await rejectRows(trx, importId, rejected);
		const posted: Posted = { counts: sum, after: left.at(-1) };
		await changeRun(trx, importId, { result: JSON.stringify(posted) });
	});
}

function compare(one: StagedLine, other: StagedLine): number {
	if (one.memberId === other.memberId) return one.line - other.line;
	return one.memberId < other.memberId ? -1 : 1;
}

// A member's rows belong together, or points earned later would lapse before earlier ones arrive.
function endOfMembers(order: readonly StagedLine[], from: number, rows: number): number {
	let end = Math.min(from + rows, order.length);
	const last = order[end - 1]?.memberId;
	if (last === '' || last === undefined) return end;
	while (end < order.length && order[end]?.memberId === last) end++;
	return end;
}
