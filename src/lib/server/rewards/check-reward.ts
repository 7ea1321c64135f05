import { Refusal } from '#lib/domain/refusal.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { rewardSchema } from '#lib/domain/rewards/schema.ts';
import type { Reader } from '../db/database.ts';
import { readProgramme } from '../programme/read-programme.ts';
import { listProperties } from '../stays/properties.ts';

/**
 * The reward as it may be kept. Refused: `invalid` with the `field` (and the `tier` that no version has),
 * `unknown-property`.
 */
export async function checkReward(reader: Reader, given: Reward): Promise<Reward> {
	const parsed = rewardSchema.safeParse(given);
	if (!parsed.success) {
		const [field = 'reward'] = parsed.error.issues[0]?.path ?? [];
		throw new Refusal('invalid', { field: String(field) });
	}
	const reward = parsed.data;
	const codes = new Set((await listProperties(reader)).map(({ code }) => code));
	const unknown = reward.properties?.find((code) => !codes.has(code));
	if (unknown !== undefined)
		throw new Refusal('unknown-property', { field: 'properties', property: unknown });
	const programme = await readProgramme(reader);
	const tiers = new Set(programme.flatMap(({ document }) => document.tiers.map(({ id }) => id)));
	for (const tier of Object.keys(reward.pointsByTier ?? {}))
		if (!tiers.has(tier)) throw new Refusal('invalid', { field: 'pointsByTier', tier });
	for (const field of ['tierMin', 'tier'] as const) {
		const tier = reward[field];
		if (tier !== undefined && !tiers.has(tier)) throw new Refusal('invalid', { field, tier });
	}
	return reward;
}
