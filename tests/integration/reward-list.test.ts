import { expect, test } from 'vitest';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { previewReward } from '#lib/server/guests/preview-reward.ts';
import { readList } from '#lib/server/lists.ts';
import { importCodes } from '#lib/server/rewards/import-codes.ts';
import { listRewards, rewardList } from '#lib/server/rewards/list-rewards.ts';
import { onBothDatabases } from './databases.ts';
import { manager, now, offered, openHouse } from './reward-house.ts';

const today = '2025-04-01';

onBothDatabases((open) => {
	test('J6: what runs low in all, in a house or in codes is found and counted; what is ahead or over too', async () => {
		const { db } = await openHouse(await open());
		const asked = (query: string) =>
			readList(new URL(`https://h.test/admin/rewards?${query}`), rewardList);
		const ids = async (query: string) =>
			(await listRewards(db, asked(query), today)).rewards.map(({ id }) => id).sort();
		const inAll = await offered(db, { lowStock: 3 }, { stock: 2 });
		const inHouse = await offered(db, { lowStock: 3 }, { stock: 9, stockByHouse: { LAKE: 1 } });
		await offered(db, { lowStock: 3 }, { stock: 3 });
		await offered(db, { lowStock: 3 }, { stock: 1, status: 'archived' });
		const film = {
			kind: 'partner-code',
			partner: { en: 'The Lantern' },
			amount: undefined
		} as const;
		const codes = await offered(db, { ...film, lowStock: 3 });
		await importCodes(db, { rewardId: codes, text: 'CODE-1\nCODE-2' }, manager, now);
		const ahead = await offered(db, { offeredFrom: '2025-04-02' });
		const over = await offered(db, { offeredTo: '2025-03-31' });

		expect(await ids('stock=low')).toEqual([inAll, inHouse, codes].sort());
		expect((await listRewards(db, asked('q=none'), today)).low).toBe(3);
		expect(await ids('status=scheduled')).toEqual([ahead]);
		expect(await ids('status=over')).toEqual([over]);
		expect(await ids('status=offered')).not.toContain(ahead);
		const { rewards } = await listRewards(db, asked('kind=partner-code'), today);
		expect(rewards).toMatchObject([{ stock: { given: 2, left: 2 }, isLow: true }]);
	});

	test('J6: a draft is previewed with points and without, on the first day of its offer, for any tier', async () => {
		const { db } = await openHouse(await open());
		const reward: Partial<Reward> = { offeredFrom: '2025-05-01' };
		const draft = await offered(db, reward, { status: 'draft' });
		const seen = (hasPoints: boolean, tier?: string) =>
			previewReward(db, draft, { tier, hasPoints }, now);
		const rich = await seen(true, 'no such tier');
		expect(rich).toMatchObject({ asOf: '2025-05-01', tier: rich.tiers[0]?.id });
		expect(rich.view.because).toBeUndefined();
		const poor = await seen(false, rich.tiers.at(-1)?.id);
		expect(poor.tier).toBe(rich.tiers.at(-1)?.id);
		expect(poor.view.because).toMatchObject({ code: 'not-enough-points' });
		await expect(
			previewReward(db, 'none', { tier: undefined, hasPoints: true }, now)
		).rejects.toMatchObject({ code: 'not-found' });
	});
});
