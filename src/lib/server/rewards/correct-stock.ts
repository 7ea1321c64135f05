import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Reader } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { listProperties } from '../stays/properties.ts';
import {
	findCorrection,
	insertCorrection,
	lockReward,
	type Correction
} from './correction-queries.ts';
import { countStock } from './count-stock.ts';
import { countFromStock, lockStock, ofHouse, setStock, total } from './stock-queries.ts';

export interface CorrectStock {
	/** Made by the page: the same correction sent twice is one. */
	readonly id: string;
	readonly rewardId: string;
	/** The code of the house whose number it is; undefined: the number in all. */
	readonly house?: string | undefined;
	/** So many more or fewer; null: it is no longer counted. What was not counted begins with it. */
	readonly change: number | null;
	readonly why: string;
}

const items_max = 100_000_000;

/**
 * Mends a count, with its reason. Refused: `not-found`, `unknown-property`, `same-id-other-body`, and
 * `invalid` with the field `change` (and the fewest there can be, `least`): what members have stays theirs.
 */
export function correctStock(
	db: Db,
	command: CorrectStock,
	actor: Actor,
	now: Instant
): Promise<Correction> {
	return transact(db, async (trx) => {
		const { id, rewardId, change, why } = command;
		const scope = await scopeOf(trx, command.house);
		// The reward holds the counts that are not there yet.
		if (!(await lockReward(trx, rewardId))) throw new Refusal('not-found');
		const known = await findCorrection(trx, id);
		if (known) return sameOrRefuse(known, command, scope);

		const held = await lockStock(trx, rewardId, scope);
		const before = held?.given ?? null;
		// What is not counted begins with what members have of an earlier count.
		const base = before ?? (await countFromStock(trx, rewardId, scope));
		const after = change === null ? null : sumOf(base, change);
		if (before === null && after === null) throw new Refusal('invalid', { field: 'change' });
		if (!held) await setStock(trx, rewardId, { given: null, left: null }, scope);
		await countStock(
			trx,
			{ rewardId, scope },
			after,
			(least) => new Refusal('invalid', { field: 'change', least })
		);
		const made = { id, rewardId, scope, change, givenBefore: before, givenAfter: after, why };
		const correction = { ...made, at: now, by: actor.id };
		await insertCorrection(trx, correction);
		await recordAct(
			trx,
			{
				actor,
				act: 'stock-corrected',
				subject: { kind: 'reward', id: rewardId },
				facts: { house: command.house ?? '', 'before.stock': before, 'after.stock': after },
				why
			},
			now
		);
		return correction;
	});
}

function sumOf(before: number, change: number): number {
	const after = before + change;
	const isFine = Number.isSafeInteger(change) && change !== 0 && after <= items_max;
	if (!isFine || after < 0) throw new Refusal('invalid', { field: 'change', least: 0 });
	return after;
}

function sameOrRefuse(known: Correction, command: CorrectStock, scope: string): Correction {
	const isSame =
		known.rewardId === command.rewardId &&
		known.scope === scope &&
		known.why === command.why &&
		known.change === command.change;
	if (!isSame) throw new Refusal('same-id-other-body');
	return known;
}

async function scopeOf(reader: Reader, house: string | undefined): Promise<string> {
	if (house === undefined) return total;
	const property = (await listProperties(reader)).find(({ code }) => code === house);
	if (!property) throw new Refusal('unknown-property', { field: 'house', property: house });
	return ofHouse(property.id);
}
