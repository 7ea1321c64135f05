import { expect, test } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import type { DeskGuest, DeskVoucher } from '#lib/domain/views/desk.ts';
import type { Db } from '#lib/server/db/database.ts';
import { withFewWrongCodes } from '#lib/server/desk/few-wrong-codes.ts';
import { lookUp } from '#lib/server/desk/look-up.ts';
import { takeAtDesk } from '#lib/server/desk/take-at-desk.ts';
import { listWorkplaces, requireWorkplace, workplaceAmong } from '#lib/server/desk/workplaces.ts';
import { installCatalogue } from '#lib/server/preferences/install-catalogue.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { saying } from './case-house.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, stayOf, type Person } from './model/house.ts';
import {
	codeOf,
	hire,
	manager,
	now,
	offered,
	openHouse,
	problems,
	redeeming,
	rowsOf
} from './reward-house.ts';

const today = '2025-04-01';

onBothDatabases((open) => {
	/** Two hotels and a clerk of each. */
	async function desk() {
		const house = await openHouse(await open());
		const [city, lake] = await listProperties(house.db);
		const atCity = { staffId: await hire(house.db, 'desk', [city!.id]), property: city! };
		const atLake = { staffId: await hire(house.db, 'desk', [lake!.id]), property: lake! };
		return { ...house, atCity, atLake };
	}

	test('K1: the desk sees a guest of its house on one screen: tier, stay, wishes, vouchers, and what they told us', async () => {
		const { db, ada, atCity } = await desk();
		await staying(db, ada, { roomType: 'Suite', adults: 2 });
		await installCatalogue(db, manager, now);
		const wished = { memberId: ada.id, values: { temperature: 21 } };
		await savePreferences(db, { id: newId(), ...wished }, now);
		await bought(db, ada, await offered(db));
		const elsewhere = await offered(db, { properties: ['LAKE'] });
		await bought(db, ada, elsewhere);
		await saying(db, ada, now);
		await saying(db, ada, now, undefined, 'LAKE');

		const guest = await seen(db, atCity, ada.number);
		expect(guest).toMatchObject({
			name: 'Ada Guest',
			number: ada.number,
			tier: { id: 'member' },
			stay: {
				which: 'now',
				status: 'in_house',
				arrival: '2025-03-31',
				departure: '2025-04-02',
				nights: 2,
				roomType: 'Suite',
				adults: 2
			}
		});
		expect(guest.vouchers).toMatchObject([
			{ name: { en: 'Dinner for two' }, amount: { minor: 8_000 }, validTo: '2025-05-01' }
		]);
		expect(guest.wishes).toMatchObject([{ itemId: 'temperature', value: { value: 21 } }]);
		// What was written to another house stays there.
		expect(guest.cases).toMatchObject([
			{ kind: 'complaint', about: 'The lift was broken.' },
			{ kind: 'complaint', about: '' }
		]);
	});

	test('K5: of a guest with a stay at another house only "valid card, tier" is shown', async () => {
		const { db, ada, atCity, atLake } = await desk();
		await staying(db, ada, { property: 'LAKE' });
		await bought(db, ada, await offered(db));
		expect(await lookUp(db, { ...atCity, typed: ada.number }, now)).toEqual({
			kind: 'card',
			number: ada.number,
			tier: { id: 'member', name: { en: 'Member' }, tone: 'plain' },
			verified: false
		});
		expect(await lookUp(db, { ...atLake, typed: ada.number }, now)).toMatchObject({
			kind: 'guest'
		});
	});

	test.for([
		[30, 'guest'],
		[31, 'card']
	] as const)('K5: with a stay in %i days the desk sees: %s', async ([days, kind]) => {
		const { db, ada, bob, atCity } = await desk();
		const arrival = addDays(today, days);
		const departure = addDays(arrival, 1);
		await staying(db, ada, { status: 'booked', arrival, departure });
		const left = addDays(today, -days);
		await staying(db, bob, {
			status: 'checked_out',
			arrival: addDays(left, -1),
			departure: left
		});
		for (const { number } of [ada, bob])
			expect((await lookUp(db, { ...atCity, typed: number }, now)).kind).toBe(kind);
	});

	test('K5: a stay that was cancelled or never began opens nothing', async () => {
		const { db, ada, atCity } = await desk();
		await staying(db, ada, { status: 'cancelled' });
		await staying(db, ada, { status: 'no_show' });
		expect((await lookUp(db, { ...atCity, typed: ada.number }, now)).kind).toBe('card');
	});

	test('K5: the day is that of the house, not of the server', async () => {
		const { db, ada, atCity } = await desk();
		const arrival = addDays(today, 31);
		await staying(db, ada, { status: 'booked', arrival, departure: addDays(arrival, 1) });
		const ahead = { ...atCity, property: { ...atCity.property, timeZone: 'Pacific/Kiritimati' } };
		const evening = '2025-04-01T20:00:00.000Z';
		expect((await lookUp(db, { ...atCity, typed: ada.number }, evening)).kind).toBe('card');
		expect((await lookUp(db, { ...ahead, typed: ada.number }, evening)).kind).toBe('guest');
	});

	test('K5: a suspended member’s card is not valid, whatever stay they have', async () => {
		const { db, ada, atCity } = await desk();
		await staying(db, ada);
		await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', ada.id).execute();
		expect(await lookUp(db, { ...atCity, typed: ada.number }, now)).toEqual({
			kind: 'nothing',
			typed: 'card'
		});
		expect(await looked(db)).toMatchObject([
			{ subject_id: ada.id, facts: JSON.stringify({ property: 'CITY', shown: 'nothing' }) }
		]);
	});

	test('K5: every look-up is kept, with who, whom, where and what was shown; unknown ones without digits', async () => {
		const { db, ada, bob, atCity } = await desk();
		await staying(db, ada);
		const voucher = await bought(db, bob, await offered(db));
		const slip = ada.number.slice(0, 9) + String((Number(ada.number[9]) + 1) % 10);
		const unknown = '0000-0000-0000-0000';
		for (const typed of [`SW1:${ada.number}`, bob.number, slip, 'hello', voucher.code, unknown])
			await lookUp(db, { ...atCity, typed }, now);

		const acts = await looked(db);
		const shown = acts.map(({ act, subject_id, facts }) => [
			act,
			subject_id,
			(JSON.parse(facts) as { shown: string }).shown
		]);
		expect(shown).toEqual([
			['card-looked-up', ada.id, 'guest'],
			['card-looked-up', bob.id, 'card'],
			['card-looked-up', 'unknown', 'nothing'],
			['card-looked-up', 'unknown', 'nothing'],
			['voucher-looked-up', voucher.id, 'voucher'],
			['voucher-looked-up', 'unknown', 'nothing']
		]);
		expect(acts.every((act) => act.actor_id === atCity.staffId)).toBe(true);
		const text = JSON.stringify(acts);
		for (const secret of [ada.number, bob.number, slip, voucher.code, unknown, 'hello'])
			expect(text).not.toContain(secret);
	});

	test('K5: a look-up that is refused shows nothing and keeps nothing', async () => {
		const db = await open();
		await build(db);
		const [ada] = await enrol(db, 1);
		const [property] = await listProperties(db);
		const asked = { staffId: newId(), property: property!, typed: ada!.number };
		await expect(lookUp(db, asked, now)).rejects.toMatchObject({ code: 'no-programme' });
		expect(await looked(db)).toEqual([]);
	});

	test('K2: a voucher by its code alone shows what it is, and whose only where the desk may know', async () => {
		const { db, ada, bob, atCity } = await desk();
		await staying(db, ada);
		const rewardId = await offered(db);
		const ofGuest = await bought(db, ada, rewardId);
		const ofStranger = await bought(db, bob, rewardId);
		const look = (code: string) => lookUp(db, { ...atCity, typed: `SW1:V:${code}` }, now);
		expect(await look(ofGuest.code)).toMatchObject({
			kind: 'voucher',
			guest: { name: 'Ada Guest', number: ada.number }
		});
		const stranger = await look(ofStranger.code);
		expect(stranger).toMatchObject({
			kind: 'voucher',
			voucher: { name: { en: 'Dinner for two' }, amount: { minor: 8_000, currency: 'EUR' } }
		});
		for (const secret of ['Guest', bob.number, bob.id])
			expect(JSON.stringify(stranger)).not.toContain(secret);
	});

	test('K2: a voucher is taken once, and the same tap again is the same take', async () => {
		const { db, ada, atCity } = await desk();
		await staying(db, ada);
		const voucher = await bought(db, ada, await offered(db));
		const [shown] = (await seen(db, atCity, ada.number)).vouchers as [DeskVoucher];
		const take = { ...atCity, id: shown.takeId, code: shown.code };
		const first = await takeAtDesk(db, take, now);
		expect(first).toMatchObject({
			kind: 'taken',
			taken: { kind: 'dining-credit', amount: { minor: 8_000 }, guest: { name: 'Ada Guest' } }
		});
		const before = await rowsOf(db);
		expect(await takeAtDesk(db, take, now)).toEqual(first);
		expect(await rowsOf(db)).toEqual(before);
		expect((await seen(db, atCity, ada.number)).vouchers).toEqual([]);
		expect(before.redemptions).toMatchObject([{ id: voucher.id, status: 'used' }]);
		expect(await problems(db)).toEqual([]);
	});

	test('K2: of two clerks who take the same voucher at once one gets it, the other learns when and where', async () => {
		const { db, ada, atCity, atLake } = await desk();
		const { code } = await bought(db, ada, await offered(db));
		const answers = await Promise.all(
			[atCity, atLake].map((clerk) => takeAtDesk(db, { ...clerk, id: newId(), code }, now))
		);
		expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['refused', 'taken']);
		const winner = answers[0]?.kind === 'taken' ? 'CITY' : 'LAKE';
		expect(answers.find(({ kind }) => kind === 'refused')).toMatchObject({
			no: { code: 'voucher-used', used: { on: today, time: '09:00', at: { en: winner } } }
		});
		expect((await rowsOf(db)).takes).toHaveLength(1);
		const refused = await acts(db, 'voucher-refused');
		expect(refused.map(({ facts }) => JSON.parse(facts) as object)).toMatchObject([
			{ refused: 'voucher-used' }
		]);
	});

	test('K2: a voucher of another house, an expired and an unknown one are refused, explained and kept', async () => {
		const { db, ada, bob, atCity } = await desk();
		const lake = await bought(db, ada, await offered(db, { properties: ['LAKE'] }));
		const short = await bought(db, ada, await offered(db, { validDays: 3 }));
		const closed = { from: '2025-03-30', to: '2025-04-05' };
		const blacked = await bought(db, bob, await offered(db, { blackouts: [closed] }));
		const late = '2025-04-10T09:00:00.000Z';
		const tries = [
			[lake.code, now, { code: 'voucher-not-here', properties: [{ en: 'LAKE' }] }],
			[short.code, late, { code: 'voucher-expired', validTo: '2025-04-04' }],
			[blacked.code, now, { code: 'voucher-not-today', notThrough: '2025-04-05' }],
			['0000-0000-0000-0000', now, { code: 'voucher-unknown' }],
			['not a code', now, { code: 'voucher-unknown' }]
		] as const;
		for (const [code, at, no] of tries) {
			const answer = { kind: 'refused', no };
			expect(await takeAtDesk(db, { ...atCity, id: newId(), code }, at)).toMatchObject(answer);
			if (code !== 'not a code')
				expect(await lookUp(db, { ...atCity, typed: code }, at)).toMatchObject(answer);
		}
		expect((await rowsOf(db)).takes).toEqual([]);
		expect(await acts(db, 'voucher-refused')).toHaveLength(tries.length);
		expect((await rowsOf(db)).redemptions.every(({ status }) => status === 'issued')).toBe(true);
	});

	test('K2: somebody else’s tap is not found, and a used id takes nothing else', async () => {
		const { db, ada, atCity, atLake } = await desk();
		const rewardId = await offered(db);
		const one = await bought(db, ada, rewardId);
		const other = await bought(db, ada, rewardId);
		const id = newId();
		await takeAtDesk(db, { ...atCity, id, code: one.code }, now);
		await expect(takeAtDesk(db, { ...atLake, id, code: one.code }, now)).rejects.toMatchObject({
			code: 'not-found'
		});
		await expect(takeAtDesk(db, { ...atCity, id, code: other.code }, now)).rejects.toMatchObject({
			code: 'same-id-other-body'
		});
		expect((await rowsOf(db)).takes).toHaveLength(1);
	});

	test('K2: after ten codes that nobody has even a right one is refused for a while', async () => {
		const { db, ada, atCity } = await desk();
		const { code } = await bought(db, ada, await offered(db));
		const look = (typed: string, at = now) =>
			withFewWrongCodes(db, atCity.staffId, at, () => lookUp(db, { ...atCity, typed }, at));
		for (let tried = 0; tried < 10; tried += 1) await look(`0000-0000-0000-000${tried}`);
		await expect(look(code)).rejects.toMatchObject({ code: 'too-many-tries' });
		expect(await looked(db)).toHaveLength(10);
		expect(await look(code, '2025-04-01T09:20:00.000Z')).toMatchObject({ kind: 'voucher' });
	});

	test('K1: a clerk stands at the houses given to them, a manager at any, others at none', async () => {
		const { db, atCity, atLake } = await desk();
		const roaming = { id: await hire(db, 'desk', [atCity.property.id, atLake.property.id]) };
		const nowhere = { id: await hire(db, 'desk'), role: 'desk' } as const;
		const boss = { id: await hire(db, 'manager'), role: 'manager' } as const;
		const clerk = { id: atCity.staffId, role: 'desk' } as const;
		const codes = async (who: { id: string; role: 'desk' | 'manager' }) =>
			(await listWorkplaces(db, who)).map(({ code }) => code);
		expect(await codes(clerk)).toEqual(['CITY']);
		expect(await codes({ ...roaming, role: 'desk' })).toEqual(['CITY', 'LAKE']);
		expect(await codes(nowhere)).toEqual([]);
		expect(await codes(boss)).toEqual(['CITY', 'LAKE']);

		const own = await listWorkplaces(db, clerk);
		expect(workplaceAmong(own, 'LAKE')?.code).toBe('CITY');
		const all = await listWorkplaces(db, boss);
		expect(workplaceAmong(all, undefined)).toBeUndefined();
		expect(workplaceAmong(all, 'LAKE')?.code).toBe('LAKE');
		expect(workplaceAmong(await listWorkplaces(db, nowhere), 'CITY')).toBeUndefined();
		for (const [who, code] of [
			[clerk, 'LAKE'],
			[nowhere, 'CITY'],
			[boss, 'MOON']
		] as const)
			await expect(requireWorkplace(db, who, code)).rejects.toMatchObject({ code: 'not-allowed' });
	});

	async function bought(db: Db, person: Person, rewardId: string) {
		const command = redeeming(person, rewardId);
		await redeemReward(db, command, now);
		return { id: command.id, code: await codeOf(db, command.id) };
	}

	async function seen(
		db: Db,
		clerk: Awaited<ReturnType<typeof desk>>['atCity'],
		typed: string
	): Promise<DeskGuest> {
		const found = await lookUp(db, { ...clerk, typed }, now);
		if (found.kind !== 'guest') throw new Error(`not a guest: ${found.kind}`);
		return found.guest;
	}
});

/** In house since yesterday, until tomorrow, unless said otherwise. */
async function staying(db: Db, person: Person, changes: Partial<StayIn> = {}): Promise<void> {
	const dates = { arrival: addDays(today, -1), departure: addDays(today, 1) };
	const stay = stayOf(person, { status: 'in_house', ...dates, folio: [], ...changes });
	const [result] = await recordStays(db, [stay], now);
	if (!result || !('stayId' in result)) throw new Error(JSON.stringify(result));
}

function looked(db: Db) {
	return db
		.selectFrom('audit')
		.selectAll()
		.where('act', 'in', ['card-looked-up', 'voucher-looked-up'])
		.orderBy('id')
		.execute();
}

function acts(db: Db, act: string) {
	return db.selectFrom('audit').selectAll().where('act', '=', act).orderBy('id').execute();
}
