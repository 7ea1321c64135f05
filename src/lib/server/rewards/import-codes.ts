import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { endOf, readCodeLines, type BadLine } from '#lib/domain/rewards/code-lines.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockReward } from './correction-queries.ts';
import { addCodes } from './import-code-queries.ts';
import { findReward } from './queries.ts';

export interface ImportCodes {
	readonly rewardId: string;
	/** Pasted, or what a file holds. */
	readonly text: string;
}

export interface ImportedCodes {
	readonly added: number;
	/** In the order of the lines. */
	readonly bad: readonly BadLine[];
}

const codes_max = 50_000;
const codes_per_statement = 500;

/**
 * Keeps a partner's codes. Bad lines and codes that are known are said, all good ones are kept; the same
 * again changes nothing. Refused: `not-found`, and `invalid` with the field `codes`: none at all, too many,
 * or a reward of another kind. The codes themselves are in no answer and no log.
 */
export function importCodes(
	db: Db,
	{ rewardId, text }: ImportCodes,
	actor: Actor,
	now: Instant
): Promise<ImportedCodes> {
	const { good, bad } = readCodeLines(text);
	const lines = good.length + bad.length;
	return transact(db, async (trx) => {
		// Whoever comes second with the same codes finds those of the first.
		if (!(await lockReward(trx, rewardId))) throw new Refusal('not-found');
		const kept = await findReward(trx, rewardId);
		if (kept?.reward.kind !== 'partner-code' || lines === 0 || lines > codes_max)
			throw new Refusal('invalid', { field: 'codes', most: codes_max });

		const fresh = new Set<string>();
		for (let at = 0; at < good.length; at += codes_per_statement) {
			const codes = good.slice(at, at + codes_per_statement).map(({ code }) => code);
			const added = await addCodes(trx, rewardId, codes, { by: actor.id, now });
			for (const code of added) fresh.add(code);
		}
		const known = good
			.filter(({ code }) => !fresh.has(code))
			.map(({ line, code }) => ({ line, problem: 'code-known', end: endOf(code) }) as const);
		if (fresh.size > 0)
			await recordAct(
				trx,
				{
					actor,
					act: 'partner-codes-added',
					subject: { kind: 'reward', id: rewardId },
					facts: { codes: fresh.size }
				},
				now
			);
		return {
			added: fresh.size,
			bad: [...bad, ...known].sort((one, other) => one.line - other.line)
		};
	});
}
