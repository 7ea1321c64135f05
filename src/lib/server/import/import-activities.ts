import { open } from 'node:fs/promises';
import { Refusal } from '#lib/domain/refusal.ts';
import { ActivityIn } from '../activities/activity-in.ts';
import { recordActivity } from '../activities/record-activity.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { findMembersByNumber } from '../members/guest-queries.ts';
import type { RejectedRow } from './queries.ts';
import { reasonOf } from './reason.ts';

export interface ImportedActivities {
	readonly rows: number;
	readonly posted: number;
	/** Known and recorded, but they give nothing. */
	readonly withoutPoints: number;
	readonly rejected: number;
	readonly errors: readonly RejectedRow[];
}

const lines_per_slice = 500;

/**
 * Takes in a file of what partners report, one JSON object a line. Each is posted in a transaction of
 * its own, once for its source, id and revision, however often the file comes; a line that cannot be read, or is
 * refused, is listed and the rest goes on.
 */
export async function importActivities(
	db: Db,
	file: string,
	clock: Clock
): Promise<ImportedActivities> {
	const errors: RejectedRow[] = [];
	let posted = 0;
	let withoutPoints = 0;
	for await (const lines of readLines(file)) {
		const read = lines.flatMap(({ line, text }) => {
			const result = ActivityIn.safeParse(parsed(text));
			if (result.success) return [{ line, activity: result.data }];
			errors.push({ line, reason: reasonOf(result.error) });
			return [];
		});
		const numbers = read.map(({ activity }) => activity.member_number);
		const members = await findMembersByNumber(db, numbers);
		for (const { line, activity } of read) {
			try {
				const memberId = members.get(activity.member_number);
				if (memberId === undefined) throw new Refusal('not-found', { field: 'member_number' });
				const { source, activity_id: id, revision, kind, on, amounts, cancelled } = activity;
				const command = {
					source,
					id,
					revision,
					memberId,
					kind,
					on,
					amounts,
					isCancelled: cancelled
				};
				const done = await recordActivity(db, command, clock());
				if (done.entryId === undefined) withoutPoints += 1;
				else posted += 1;
			} catch (error) {
				if (!(error instanceof Refusal) || error.code === 'no-programme') throw error;
				errors.push({ line, reason: sayRefusal(error) });
			}
		}
	}
	const rejected = errors.length;
	const rows = posted + withoutPoints + rejected;
	errors.sort((one, other) => one.line - other.line);
	return { rows, posted, withoutPoints, rejected, errors };
}

/** In the words of the other lines' faults: what, then what is wrong with it. */
function sayRefusal({ code, facts }: Refusal): string {
	const { field } = facts;
	if (code === 'invalid') return `${String(field)} is not one that the programme knows`;
	if (code === 'not-found')
		return field === undefined
			? 'activity_id is that of another member'
			: `${String(field)} is not known`;
	if (code === 'same-id-other-body') return 'activity_id is known with other facts';
	if (code === 'older-revision') return 'activity_id is known with a newer revision';
	return code;
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function* readLines(file: string): AsyncGenerator<{ line: number; text: string }[]> {
	const handle = await open(file).catch((error: unknown) => {
		throw new Refusal('file-unreadable', { why: String(error) });
	});
	let slice: { line: number; text: string }[] = [];
	let line = 0;
	for await (const text of handle.readLines()) {
		line += 1;
		if (text.trim() === '') continue;
		slice.push({ line, text });
		if (slice.length < lines_per_slice) continue;
		yield slice;
		slice = [];
	}
	yield slice;
}
