import type { Instant } from '#lib/domain/calendar.ts';
import { isSameRate, problemOfRate, type Rate } from '#lib/domain/exchange/rate.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import type { ExchangeRateTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { readToday } from '../programme/read-programme.ts';
import { claimRates, keyOf, lockRates, setRate } from './queries.ts';

export type AddedRate =
	| { readonly outcome: 'created' | 'unchanged' | 'changed' }
	/** Another rate is known for that day, and nobody said why it should change. */
	| { readonly outcome: 'known'; readonly rate: string };

export const rateActs = ['rates-added', 'rate-changed'] as const;

/**
 * Takes in rates, each currency pair and day at most once. A known rate changes only where `why` says
 * the reason; what was priced by it keeps it. Refused: `invalid` with the field, before anything is
 * written. Answers stand in the order of `rates`.
 */
export function addRates(
	db: Db,
	rates: readonly Rate[],
	{ actor, why }: { readonly actor: Actor; readonly why?: string | undefined },
	now: Instant
): Promise<AddedRate[]> {
	return transact(db, async (trx) => {
		if (rates.length === 0) return [];
		const today = await readToday(trx, now);
		for (const rate of rates) {
			const field = problemOfRate(rate, today);
			if (field) throw new Refusal('invalid', { field });
		}
		const rows = rates.map((rate) => ({
			...rate,
			recorded_at: now,
			recorded_by: `${actor.kind} ${actor.id}`
		}));
		const created = await claimRates(trx, rows);
		await recordAdded(
			trx,
			rates.filter((rate) => created.has(keyOf(rate))),
			actor,
			now
		);
		const others = rates.filter((rate) => !created.has(keyOf(rate)));
		const before = await knownBefore(trx, others);
		const results: AddedRate[] = [];
		for (const row of rows) {
			const known = before.get(keyOf(row));
			if (!known) results.push({ outcome: 'created' });
			else if (isSameRate(known.rate, row.rate)) results.push({ outcome: 'unchanged' });
			else if (why === undefined) results.push({ outcome: 'known', rate: known.rate });
			else {
				await change(trx, known, row, { actor, why }, now);
				results.push({ outcome: 'changed' });
			}
		}
		return results;
	});
}

async function knownBefore(
	trx: Trx,
	rates: readonly Rate[]
): Promise<Map<string, ExchangeRateTable>> {
	if (rates.length === 0) return new Map();
	return new Map((await lockRates(trx, rates)).map((row) => [keyOf(row), row]));
}

async function change(
	trx: Trx,
	before: ExchangeRateTable,
	after: ExchangeRateTable,
	{ actor, why }: { readonly actor: Actor; readonly why: string },
	now: Instant
): Promise<void> {
	await setRate(trx, after);
	await recordAct(
		trx,
		{
			actor,
			act: 'rate-changed',
			subject: { kind: 'exchange-rate', id: keyOf(after) },
			facts: { 'before.rate': before.rate, 'after.rate': after.rate },
			why
		},
		now
	);
}

async function recordAdded(
	trx: Trx,
	added: readonly Rate[],
	actor: Actor,
	now: Instant
): Promise<void> {
	const [first] = added;
	if (!first) return;
	await recordAct(
		trx,
		{
			actor,
			act: 'rates-added',
			subject: { kind: 'exchange-rate', id: keyOf(first) },
			facts: added.length === 1 ? { rate: first.rate } : { rates: added.length }
		},
		now
	);
}
