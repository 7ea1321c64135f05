import { expect, test } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import { readSearch } from '#lib/domain/desk/search.ts';
import { familyNameKey, givenNameKey } from '#lib/domain/members/keys.ts';
import type { Db } from '#lib/server/db/database.ts';
import { enrolAtDesk, type Enrol } from '#lib/server/desk/enrol.ts';
import { readArrivals } from '#lib/server/desk/read-arrivals.ts';
import { found_max, searchGuests } from '#lib/server/desk/search-guests.ts';
import { findIdentity } from '#lib/server/members/queries.ts';
import { setNewPassword } from '#lib/server/members/set-new-password.ts';
import { installCatalogue } from '#lib/server/preferences/install-catalogue.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { praise, saying } from './case-house.ts';
import { onBothDatabases } from './databases.ts';
import { enrol, newId, stayOf, type Person } from './model/house.ts';
import { mailedSecret, mailsTo, membersWith, verified } from './people.ts';
import { hire, manager, now, offered, openHouse, problems, redeeming } from './reward-house.ts';
import { statementsOf } from './statements.ts';

const today = '2025-04-01';
const walkIn = { givenName: 'Greta', familyName: 'Solberg', email: 'Greta@Example.com' };

onBothDatabases((open) => {
	/** A hotel with a clerk; Ada and Bob are members, both called "Ada Guest" until they are named. */
	async function desk() {
		const house = await openHouse(await open());
		const [city, lake] = await listProperties(house.db);
		const clerk = { staffId: await hire(house.db, 'desk', [city!.id]), property: city! };
		const enrolling = (changes: Partial<Enrol> = {}): Enrol => ({
			id: newId(),
			...clerk,
			...walkIn,
			locale: 'zh-CN',
			despite: false,
			...changes
		});
		return { ...house, clerk, enrolling, lake: lake! };
	}

	test('K3: a walk-in is a member at once, unproven, who agreed at the desk and gets the link by mail', async () => {
		const { db, clerk, enrolling } = await desk();
		const command = enrolling();
		const answer = await enrolAtDesk(db, command, now);
		const member = await findIdentity(db, command.id);
		expect(member).toMatchObject({ ...walkIn, locale: 'zh-CN', verified: false, status: 'active' });
		expect(answer).toEqual({
			kind: 'enrolled',
			enrolled: { name: 'Greta Solberg', number: member!.number, email: walkIn.email, days: 3 }
		});
		const consents = await db
			.selectFrom('consent')
			.select(['purpose', 'given', 'channel', 'locale', 'recorded_at'])
			.where('member_id', '=', command.id)
			.execute();
		expect(consents).toEqual([
			{
				purpose: 'membership',
				given: 1,
				channel: 'desk:CITY',
				locale: 'zh-CN',
				recorded_at: now
			}
		]);
		expect(await acts(db, 'member-enrolled')).toMatchObject([
			{
				actor_id: clerk.staffId,
				subject_id: command.id,
				facts: JSON.stringify({ property: 'CITY', despite: false })
			}
		]);

		const token = await mailedSecret(db, 'verify-address', command.id);
		const password = 'chosen on the own phone';
		await setNewPassword(db, 'verify', { token, password, userAgent: 'phone' }, now);
		expect(await findIdentity(db, command.id)).toMatchObject({ verified: true });
		expect(await problems(db)).toEqual([]);
	});

	test('K3: the same form twice, also at once, is one member and one mail; with another name it is refused', async () => {
		const { db, enrolling } = await desk();
		const command = enrolling();
		const [one, two] = await Promise.all([
			enrolAtDesk(db, command, now),
			enrolAtDesk(db, command, now)
		]);
		expect(one).toEqual(two);
		expect(await membersWith(db, walkIn.email)).toBe(1);
		expect(await mailsTo(db, command.id)).toEqual(['verify-address']);
		await expect(
			enrolAtDesk(db, { ...command, familyName: 'Solbakken' }, now)
		).rejects.toMatchObject({ code: 'same-id-other-body' });
	});

	test('K6: a proven address is never enrolled again, an unproven one after a second tap', async () => {
		const { db, enrolling } = await desk();
		await verified(db, { email: 'taken@example.com', familyName: 'Holm' }, now);
		const taken = enrolling({ email: 'TAKEN@example.com', despite: true });
		expect(await enrolAtDesk(db, taken, now)).toEqual({
			kind: 'doubles',
			doubles: [{ kind: 'address', proven: true }]
		});
		await enrolAtDesk(db, enrolling(), now);
		const again = enrolling({ givenName: 'Grete', familyName: 'Sol' });
		expect(await enrolAtDesk(db, again, now)).toEqual({
			kind: 'doubles',
			doubles: [{ kind: 'address', proven: false }]
		});
		expect(await membersWith(db, walkIn.email)).toBe(1);
		expect(await enrolAtDesk(db, { ...again, despite: true }, now)).toMatchObject({
			kind: 'enrolled'
		});
		expect((await acts(db, 'member-enrolled')).at(-1)).toMatchObject({
			facts: JSON.stringify({ property: 'CITY', despite: true })
		});
	});

	test('K6: a name like that of a guest in the house is shown; of the same name elsewhere only how many', async () => {
		const { db, ada, bob, enrolling, lake } = await desk();
		await name(db, ada, 'Greta', 'Sölberg');
		await name(db, bob, 'Solberg', 'Greta');
		await staying(db, ada);
		await staying(db, bob, { property: lake.code });
		expect(await enrolAtDesk(db, enrolling({ givenName: 'greta' }), now)).toEqual({
			kind: 'doubles',
			doubles: [
				{
					kind: 'guest',
					name: 'Greta Sölberg',
					number: ada.number,
					arrival: '2025-03-31',
					departure: '2025-04-02'
				},
				{ kind: 'name', count: 1 }
			]
		});
		expect(await enrolAtDesk(db, enrolling({ familyName: 'Solbrg' }), now)).toMatchObject({
			doubles: [{ kind: 'guest' }]
		});
		expect(await membersWith(db, walkIn.email)).toBe(0);
	});

	test('K6: of two clerks who enrol the same guest at once the second is warned', async () => {
		const { db, enrolling } = await desk();
		const answers = await Promise.all([
			enrolAtDesk(db, enrolling(), now),
			enrolAtDesk(db, enrolling(), now)
		]);
		expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['doubles', 'enrolled']);
		expect(await membersWith(db, walkIn.email)).toBe(1);
	});

	test('K4: who arrives today and tomorrow, with tier, wishes, vouchers, rooms and what they told us; others are counted', async () => {
		const { db, ada, bob, clerk, lake } = await desk();
		await name(db, ada, 'Ada', 'Abel');
		await name(db, bob, 'Bob', 'Zorn');
		const tomorrow = addDays(today, 1);
		const dates = { arrival: today, departure: addDays(today, 3) };
		await staying(db, ada, { ...dates, status: 'booked', roomType: 'Suite', roomNumber: '412' });
		await staying(db, bob, { arrival: tomorrow, departure: addDays(today, 2), status: 'booked' });
		await staying(db, bob, { ...dates, property: lake.code, status: 'booked' });
		await staying(db, bob, { ...dates, status: 'cancelled' });
		const stranger = { memberNumber: undefined, email: 'x@example.com', lastName: 'Nobody' };
		await staying(db, ada, { ...dates, ...stranger, status: 'booked' });
		await installCatalogue(db, manager, now);
		await savePreferences(db, { id: newId(), memberId: ada.id, values: { temperature: 21 } }, now);
		await redeemReward(db, redeeming(ada, await offered(db)), now);
		await redeemReward(db, redeeming(ada, await offered(db, { properties: ['LAKE'] })), now);

		await saying(db, bob, now);
		await saying(db, bob, now, praise, lake.code);

		const view = await readArrivals(db, clerk, now);
		expect(view).toMatchObject({ asOf: { on: today, time: '09:00' } });
		const [first, second] = view.days;
		expect(first).toMatchObject({
			on: today,
			strangers: 1,
			arrivals: [
				{
					name: 'Ada Abel',
					number: ada.number,
					tier: { id: 'member' },
					nights: 3,
					room: '412',
					roomType: 'Suite',
					isIn: false,
					vouchers: 1,
					upgrades: [],
					cases: 0,
					wishes: [{ itemId: 'temperature' }]
				}
			]
		});
		expect(second).toMatchObject({
			on: tomorrow,
			strangers: 0,
			arrivals: [{ name: 'Bob Zorn', vouchers: 0, cases: 2, wishes: [] }]
		});
		expect(await acts(db, 'arrivals-seen')).toMatchObject([
			{
				actor_id: clerk.staffId,
				subject_id: clerk.property.id,
				facts: JSON.stringify({ property: 'CITY', shown: 2 })
			}
		]);
	});

	test('K4: the days are those of the house, not of the server', async () => {
		const { db, ada, clerk } = await desk();
		await staying(db, ada, { arrival: '2025-04-03', departure: '2025-04-04', status: 'booked' });
		const ahead = { ...clerk, property: { ...clerk.property, timeZone: 'Pacific/Kiritimati' } };
		const evening = '2025-04-01T20:00:00.000Z';
		const shown = async (who: typeof clerk) =>
			(await readArrivals(db, who, evening)).days.map(({ on, arrivals }) => [on, arrivals.length]);
		expect(await shown(clerk)).toEqual([
			['2025-04-01', 0],
			['2025-04-02', 0]
		]);
		expect(await shown(ahead)).toEqual([
			['2025-04-02', 0],
			['2025-04-03', 1]
		]);
	});

	test('K4: two hundred arrivals take as many statements as one', async () => {
		const { db, ada, clerk } = await desk();
		const stay = {
			arrival: today,
			departure: addDays(today, 1),
			status: 'booked',
			folio: []
		} as const;
		await staying(db, ada, stay);
		const alone = await statementsOf(db, () => readArrivals(db, clerk, now));
		const people = await enrol(db, 199);
		await recordStays(
			db,
			people.map((person) => stayOf(person, stay)),
			now
		);
		const many = await statementsOf(db, async () => {
			expect((await readArrivals(db, clerk, now)).days[0]?.arrivals).toHaveLength(200);
		});
		// Of keys there are as many texts as powers of two; what is asked is the same.
		expect(many).toHaveLength(alone.length);
	});

	test('K6: a guest without a phone is found by name and room, among those in house or arriving today', async () => {
		const { db, ada, bob, clerk, lake } = await desk();
		await name(db, ada, 'Ada', 'Lindqvist');
		await name(db, bob, 'Astrid', 'Lindgren');
		await staying(db, ada, { roomNumber: '0412', roomType: 'Suite' });
		await staying(db, bob, { roomNumber: '305' });
		await staying(db, bob, { property: lake.code, roomNumber: '412' });
		const [gone, later] = await enrol(db, 2);
		for (const one of [gone!, later!]) await name(db, one, 'Eva', 'Lind');
		await staying(db, gone!, { status: 'checked_out' });
		const dates = { arrival: addDays(today, 1), departure: addDays(today, 2) };
		await staying(db, later!, { status: 'booked', ...dates });

		const find = async (typed: string, room = '') => {
			const search = readSearch(typed, room)!;
			return (await searchGuests(db, { ...clerk, search }, now)).guests.map((one) => one.name);
		};
		expect(await find('lind')).toEqual(['Astrid Lindgren', 'Ada Lindqvist']);
		expect(await find('lind', '412')).toEqual(['Ada Lindqvist']);
		expect(await find('lindgren', '412')).toEqual([]);
		const kept = await acts(db, 'guests-searched');
		expect(kept.map(({ facts }) => JSON.parse(facts) as object)).toEqual([
			{ property: 'CITY', byRoom: false, shown: 2 },
			{ property: 'CITY', byRoom: true, shown: 1 },
			{ property: 'CITY', byRoom: true, shown: 0 }
		]);
		expect(JSON.stringify(kept)).not.toMatch(/lind|412/i);
	});

	test('K6: of many guests of one name a few are shown, and that there are more', async () => {
		const { db, clerk } = await desk();
		const people = await enrol(db, found_max + 1);
		const dates = { arrival: today, departure: addDays(today, 1) };
		const stays = people.map((one) => stayOf(one, { status: 'in_house', folio: [], ...dates }));
		await recordStays(db, stays, now);
		const search = readSearch('guest', '')!;
		const view = await searchGuests(db, { ...clerk, search }, now);
		expect(view.guests).toHaveLength(found_max);
		expect(view.more).toBe(true);
	});
});

async function name(db: Db, { id }: Person, givenName: string, familyName: string): Promise<void> {
	await db
		.updateTable('member_identity')
		.set({
			given_name: givenName,
			given_name_key: givenNameKey(givenName),
			family_name: familyName,
			family_name_key: familyNameKey(familyName)
		})
		.where('member_id', '=', id)
		.execute();
}

/** In house since yesterday, until tomorrow, unless said otherwise. */
async function staying(db: Db, person: Person, changes: Partial<StayIn> = {}): Promise<void> {
	const dates = { arrival: addDays(today, -1), departure: addDays(today, 1) };
	const stay = stayOf(person, { status: 'in_house', ...dates, folio: [], ...changes });
	const [result] = await recordStays(db, [stay], now);
	if (!result || !('stayId' in result)) throw new Error(JSON.stringify(result));
}

function acts(db: Db, act: string) {
	return db.selectFrom('audit').selectAll().where('act', '=', act).orderBy('id').execute();
}
