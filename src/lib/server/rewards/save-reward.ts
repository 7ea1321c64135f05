import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Reward, RewardStatus } from '#lib/domain/rewards/reward.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { listProperties } from '../stays/properties.ts';
import { checkReward } from './check-reward.ts';
import { countStock } from './count-stock.ts';
import { keepRevision, type SavedReward } from './keep-revision.ts';
import { findRevision, type NewRevision } from './queries.ts';
import { ofHouse, total } from './stock-queries.ts';

export interface SaveReward {
	/** Made by the form, so that sending it twice makes one reward. */
	readonly rewardId: string;
	/** The revision that the form was shown with; 0 for a new one. */
	readonly revision: number;
	readonly reward: Reward;
	readonly status: RewardStatus;
	/** The name under which its picture is kept. */
	readonly image?: string | undefined;
	/**
	 * How many there are to give in all, those that members have included; null: as many as are asked for;
	 * undefined: as it is.
	 */
	readonly stock?: number | null | undefined;
	/** The same of houses by their codes; those that are not named are not counted. Undefined: as it is. */
	readonly stockByHouse?: Readonly<Record<string, number>> | undefined;
}

/**
 * Keeps a reward as its next revision. Refused: `changed-meanwhile` (`fields`, `by`, `at`) when somebody
 * saved it since, `unknown-property`, and `invalid` with the `field`: a tier that is none, a stock below
 * what members have, a reward that was offered and becomes a draft again.
 */
export function saveReward(
	db: Db,
	command: SaveReward,
	actor: Actor,
	now: Instant
): Promise<SavedReward> {
	return transact(db, async (trx) => {
		const reward = await checkReward(trx, command.reward);
		const { rewardId, revision, status, image, stock } = command;
		if (typeof stock === 'number' && !isCount(stock))
			throw new Refusal('invalid', { field: 'stock' });
		const shown = await findRevision(trx, rewardId, revision);
		if (!shown && revision > 0) throw new Refusal('not-found');
		if (shown && shown.status !== 'draft' && status === 'draft')
			throw new Refusal('invalid', { field: 'status' });

		const made: NewRevision = {
			rewardId,
			revision: revision + 1,
			status,
			image,
			stock: stock === undefined ? shown?.stock : (stock ?? undefined),
			reward,
			by: actor.id
		};
		const { isFirst, ...saved } = await keepRevision(trx, made, shown, actor, now);
		if (isFirst) await keepStocks(trx, command, actor, now);
		return saved;
	});
}

async function keepStocks(
	trx: Trx,
	{ rewardId, stock, stockByHouse }: SaveReward,
	actor: Actor,
	now: Instant
): Promise<void> {
	if (stock !== undefined)
		await countStock(
			trx,
			{ rewardId, scope: total },
			stock,
			(least) => new Refusal('invalid', { field: 'stock', least })
		);
	if (stockByHouse === undefined) return;
	for (const { id, code } of await listProperties(trx)) {
		const given = stockByHouse[code] ?? null;
		const field = `stock-${code}`;
		if (given !== null && !isCount(given)) throw new Refusal('invalid', { field });
		const before = await countStock(
			trx,
			{ rewardId, scope: ofHouse(id) },
			given,
			(least) => new Refusal('invalid', { field, least })
		);
		if (before === given) continue;
		const facts = { house: code, 'before.stock': before, 'after.stock': given };
		const subject = { kind: 'reward', id: rewardId };
		await recordAct(trx, { actor, act: 'stock-corrected', subject, facts }, now);
	}
}

function isCount(value: number): boolean {
	return Number.isSafeInteger(value) && value >= 0;
}
