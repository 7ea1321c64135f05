import { hash } from 'node:crypto';
import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Trx } from '../db/database.ts';
import { addCommand, findCommand } from './command-queries.ts';

/** What somebody asks for, under an id of their own making; a retry carries the same id. */
export interface Command {
	/** Who made the id: `app` for our own clients, else the name of the system. */
	readonly source: string;
	readonly id: string;
	readonly memberId: string;
}

export interface Asked {
	readonly command: Command;
	readonly kind: string;
	/** Everything else that was asked. */
	readonly body: unknown;
}

/**
 * What was answered the first time, when the same was asked before. The member's account must be held:
 * so a first run that has not ended is waited for. An id of somebody else is as if it were not there.
 */
export async function findAnswer<A>(trx: Trx, asked: Asked): Promise<A | undefined> {
	const [row] = await findCommand(trx, asked.command);
	if (!row) return undefined;
	if (row.member_id !== asked.command.memberId) throw new Refusal('not-found');
	if (row.body_hash !== hashOf(asked)) throw new Refusal('same-id-other-body');
	return JSON.parse(row.answer) as A;
}

/** Keeps the answer. Who holds another account and took the id meanwhile, has it: it is theirs. */
export async function claimCommand(
	trx: Trx,
	asked: Asked,
	answer: unknown,
	now: Instant
): Promise<void> {
	const rows = await addCommand(trx, {
		...asked.command,
		kind: asked.kind,
		bodyHash: hashOf(asked),
		answer: JSON.stringify(answer),
		now
	});
	if (rows.length === 0) throw new Refusal('not-found');
}

function hashOf({ kind, body }: Asked): string {
	return hash('sha256', JSON.stringify([kind, sorted(body)]));
}

/** The same facts are the same text, in whatever order they were named. */
function sorted(value: unknown): unknown {
	if (Array.isArray(value)) return value.map(sorted);
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value)
			.filter(([, one]) => one !== undefined)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([key, one]) => [key, sorted(one)])
	);
}
