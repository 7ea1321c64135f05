import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { onBothDatabases } from './databases.ts';
import { build, plainVersion, publish, silentVersion } from './model/house.ts';
import type { Fault, Rule } from './model/model.ts';
import { foundOnce, offerRewards, sameAsModel } from './model/play.ts';

// Half of the sequences play under each rule.
const sizes: Record<string, number> = { fast: 500, full: 5_000, soak: 200_000 };
const sequences = sizes[process.env.STAYWARD_TIER ?? 'fast'] ?? 500;
const seed = Number(process.env.STAYWARD_SEED ?? Date.now() % 1_000_000);
// Planted faults are looked for in the same sequences every time, so that finding them is no luck.
const faultSeed = 20_260_101;
const transfer = {
	givenMost: 1_000_000,
	receivedMost: 1_000_000,
	pointsMin: 1,
	delayDays: 0,
	memberDaysMin: 0
};
const versions = { lot: { ...plainVersion, transfer }, silence: { ...silentVersion, transfer } };

onBothDatabases((open, dialect) => {
	async function house(rule: Rule) {
		const db = await open();
		await publish(db, versions[rule]);
		await build(db);
		return { db, catalogue: await offerRewards(db) };
	}

	for (const rule of ['lot', 'silence'] as const)
		test(
			`T6 C2 C3 C6 D4 E1 E3 E6 J5: any commands end as in the model (points end by ${rule})`,
			{ timeout: sequences * 1_000 },
			async () => {
				const { db, catalogue } = await house(rule);
				await fc.assert(sameAsModel(db, catalogue, rule), {
					numRuns: sequences / 2,
					seed,
					examples: [[foundOnce]]
				});
				expect((await verifyLedger(db)).problems).toEqual([]);
			}
		);

	if (dialect === 'sqlite')
		test.for<[Fault, Rule]>([
			['newest-lot-first', 'lot'],
			['debt-not-healed', 'lot'],
			['lapsed-taken-again', 'lot'],
			['a-day-early', 'silence'],
			['own-nights-raise-bonus', 'silence'],
			['returned-as-new', 'lot'],
			['cancelled-counts', 'lot'],
			['cancels-a-day-longer', 'silence'],
			['merged-as-new', 'lot'],
			['merged-nights-twice', 'lot'],
			['transfer-is-activity', 'silence']
		])('T6: the planted fault %s is found', { timeout: 600_000 }, async ([fault, rule]) => {
			const { db, catalogue } = await house(rule);
			const found = await fc.check(sameAsModel(db, catalogue, rule, fault), {
				numRuns: 3_000,
				seed: faultSeed,
				endOnFailure: true
			});
			expect(found.failed).toBe(true);
		});
});
