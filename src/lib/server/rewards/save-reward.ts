import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Reward, RewardStatus } from '#lib/domain/rewards/reward.ts';
import { rewardSchema } from '#lib/domain/rewards/schema.ts';
import { recordAct, type Actor } from '../audit/queries.ts';
import type { Db, Reader, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { readProgramme } from '../programme/read-programme.ts';
import { findStaff } from '../staff/queries.ts';
import { listProperties } from '../stays/properties.ts';
import {
	claimReward,
	findRevision,
	insertRevision,
	listRevisions,
	replaceReward,
	type NewRevision
} from './queries.ts';
import { changesBetween } from './reward-changes.ts';
import { countFromStock, lockStock, setStock } from './stock-queries.ts';

export interface SaveReward {
	/** Made by the form, so that sending it twice makes one reward. */
	readonly rewardId: string;
	/** The revision that the form was shown with; 0 for a new one. */
	readonly revision: number;
	readonly reward: Reward;
	readonly status: RewardStatus;
	/** The name under which its picture is kept. */
	readonly image?: string | undefined;
	/** How many there are to give in all, those that members have included; null: as many as are asked for. */
	readonly stock: number | null;
}

export interface SavedReward {
	readonly rewardId: string;
	readonly revision: number;
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
		const reward = await checked(trx, command);
		const { rewardId, revision, status, image, stock } = command;
		const made: NewRevision = {
			rewardId,
			revision: revision + 1,
			status,
			image,
			stock: stock ?? undefined,
			reward,
			by: actor.id
		};
		const shown = await findRevision(trx, rewardId, revision);
		if (!shown && revision > 0) throw new Refusal('not-found');
		if (shown && shown.status !== 'draft' && status === 'draft')
			throw new Refusal('invalid', { field: 'status' });

		const isMine = await (revision === 0
			? claimReward(trx, made, now)
			: replaceReward(trx, made, now));
		if (!isMine) return answerOrRefuse(trx, made, revision);
		await insertRevision(trx, made, now);
		await changeStock(trx, rewardId, stock, shown?.stock);
		const { fields, before, after } = changesBetween(shown, made);
		await recordAct(
			trx,
			{
				actor,
				act: revision === 0 ? 'reward-created' : 'reward-changed',
				subject: { kind: 'reward', id: rewardId },
				facts: { revision: made.revision, fields: fields.join(', '), before, after }
			},
			now
		);
		return { rewardId, revision: made.revision };
	});
}

/** A second tap finds what the first one saved; anybody else is told what changed. */
async function answerOrRefuse(
	trx: Trx,
	made: NewRevision,
	shownRevision: number
): Promise<SavedReward> {
	const next = await findRevision(trx, made.rewardId, made.revision);
	if (next?.recordedBy === made.by && changesBetween(next, made).fields.length === 0)
		return { rewardId: made.rewardId, revision: made.revision };
	const [newest] = await listRevisions(trx, made.rewardId, 1);
	if (!newest) throw new Refusal('not-found');
	const shown = await findRevision(trx, made.rewardId, shownRevision);
	throw new Refusal('changed-meanwhile', {
		fields: changesBetween(shown, newest).fields.join(', '),
		by: await nameOf(trx, newest.recordedBy),
		at: newest.recordedAt,
		revision: newest.revision
	});
}

async function nameOf(reader: Reader, id: string): Promise<string> {
	return (await findStaff(reader, id))?.name ?? id;
}

async function checked(reader: Reader, { reward: given, stock }: SaveReward): Promise<Reward> {
	const parsed = rewardSchema.safeParse(given);
	if (!parsed.success) {
		const [field = 'reward'] = parsed.error.issues[0]?.path ?? [];
		throw new Refusal('invalid', { field: String(field) });
	}
	if (stock !== null && (!Number.isSafeInteger(stock) || stock < 0))
		throw new Refusal('invalid', { field: 'stock' });
	const reward = parsed.data;
	const codes = new Set((await listProperties(reader)).map(({ code }) => code));
	const unknown = reward.properties?.find((code) => !codes.has(code));
	if (unknown !== undefined)
		throw new Refusal('unknown-property', { field: 'properties', property: unknown });
	const programme = await readProgramme(reader);
	const tiers = new Set(programme.flatMap(({ document }) => document.tiers.map(({ id }) => id)));
	for (const tier of Object.keys(reward.pointsByTier ?? {}))
		if (!tiers.has(tier)) throw new Refusal('invalid', { field: 'pointsByTier', tier });
	const { tierMin: tier } = reward;
	if (tier !== undefined && !tiers.has(tier))
		throw new Refusal('invalid', { field: 'tierMin', tier });
	return reward;
}

/** What is left moves by as much as what was given, and what members have stays theirs. */
async function changeStock(
	trx: Trx,
	rewardId: string,
	stock: number | null,
	before: number | undefined
): Promise<void> {
	if (stock === (before ?? null)) return;
	const held = await lockStock(trx, rewardId);
	if (stock === null) return setStock(trx, rewardId, { given: null, left: null });
	const taken =
		held?.given == null || held.left == null
			? await countFromStock(trx, rewardId)
			: held.given - held.left;
	if (stock < taken) throw new Refusal('invalid', { field: 'stock', least: taken });
	await setStock(trx, rewardId, { given: stock, left: stock - taken });
}
