import { expect, test } from 'vitest';
import type { PlannedStay } from '#lib/domain/what-if/planned.ts';
import { spread } from '#lib/domain/what-if/spread.ts';
import { readHome } from '#lib/server/guests/read-home.ts';
import { readWhatIf } from '#lib/server/guests/read-what-if.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { statementsOf } from './statements.ts';

const now = '2025-04-01T09:00:00.000Z';

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY']);
		const [ada] = await enrol(db, 1);
		const past = { arrival: '2025-02-01', departure: '2025-02-05' };
		await recordStays(db, [stayOf(ada!, past)], now);
		return { db, ada: ada! };
	}

	test('B3: without a plan it is the fewest nights that reach the next tier; each slider agrees with what it would be asked', async () => {
		const { db, ada } = await house();
		const view = await readWhatIf(db, ada.id, {}, now);
		expect(view.asked).toMatchObject({ nights: 6, until: '2025-12-31' });
		expect(view.answer).toMatchObject({ tier: 'silver', nights: 6 });
		expect(view.byNights[5]).toMatchObject({
			tier: 'member',
			toReach: { tier: 'silver', ways: [{ by: '2025-12-31', left: [['nights', 1]] }] }
		});
		expect([view.byNights.length, view.bySpend.length]).toEqual([61, 21]);
		for (const [nights, at] of [
			[0, 0],
			[17, 3]
		] as const) {
			const perNight = String((at * view.limits.step) / 100);
			const other = await readWhatIf(db, ada.id, { nights, perNight }, now);
			expect(other.byNights[nights]).toEqual(other.answer);
			expect(other.bySpend[at]).toEqual(other.answer);
			expect((await readWhatIf(db, ada.id, { perNight }, now)).byNights[nights]).toEqual(
				other.answer
			);
		}
	});

	test('B3: what is planned and then stayed leads to the same tier on the same day, and the same points', async () => {
		const { db, ada } = await house();
		const { answer, asked } = await readWhatIf(db, ada.id, { nights: 8 }, now);
		const before = (await readHome(db, ada.id, true, now)).balance;
		const planned = spread(asked, '2025-04-01');
		await recordStays(
			db,
			planned.map((stay, at) => stayOf(ada, { ...toStay(stay), stayId: `P${at}` })),
			'2026-01-02T09:00:00.000Z'
		);
		const dayBefore = new Date(Date.parse(answer.since ?? '') - 86_400_000);
		expect((await readHome(db, ada.id, true, `${answer.since}T12:00:00.000Z`)).tier.id).toBe(
			'silver'
		);
		expect((await readHome(db, ada.id, true, dayBefore.toISOString())).tier.id).toBe('member');
		const home = await readHome(db, ada.id, true, '2026-01-02T09:00:00.000Z');
		expect(home.balance - before).toBe(answer.points);
		expect(home.tierValidTo).toBe(answer.validTo);
	});

	test('B3: it writes nothing, asks as little for many answers as for one, and cuts what does not fit', async () => {
		const { db, ada } = await house();
		const statements = await statementsOf(db, () => readWhatIf(db, ada.id, {}, now));
		expect(statements.length).toBeLessThanOrEqual(8);
		expect(statements.every((text) => /^select/i.test(text))).toBe(true);
		const cut = await readWhatIf(db, ada.id, { nights: 400, until: '2025-04-11' }, now);
		expect(cut).toMatchObject({ isCut: true, asked: { nights: 9, until: '2025-04-11' } });
		await expect(readWhatIf(db, 'nobody', {}, now)).rejects.toThrow('not-found');
	});
});

function toStay({ arrival, nights, amounts }: PlannedStay) {
	const departure = new Date(Date.parse(arrival) + nights * 86_400_000).toISOString().slice(0, 10);
	const amountMinor = amounts.room ?? 0;
	return { arrival, departure, folio: [{ class: 'room' as const, amountMinor, on: departure }] };
}
