import { expect, test } from 'vitest';
import { catalogue } from '#lib/domain/preferences/catalogue.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readPreferences } from '#lib/server/guests/read-preferences.ts';
import { readStay } from '#lib/server/guests/read-stay.ts';
import { readWishHistory } from '#lib/server/guests/read-wish-history.ts';
import { newId } from '#lib/server/ids.ts';
import { installCatalogue } from '#lib/server/preferences/install-catalogue.ts';
import { readItem } from '#lib/server/preferences/read-catalogue.ts';
import { readWishes } from '#lib/server/preferences/read-wishes.ts';
import { archiveItem, saveItem } from '#lib/server/preferences/save-item.ts';
import { saveGroup } from '#lib/server/preferences/save-group.ts';
import { restorePreference, savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const now = '2026-03-01T09:00:00.000Z';
const actor = { kind: 'system', id: 'test' } as const;
const manager = { kind: 'system', id: 'manager' } as const;

interface House {
	readonly db: Db;
	readonly ada: Person;
	readonly bob: Person;
	readonly city: string;
	readonly coast: string;
}

onBothDatabases((open) => {
	async function house(): Promise<House> {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		await installCatalogue(db, actor, now);
		const [ada, bob] = await enrol(db, 2);
		const [city, coast] = await listProperties(db);
		return { db, ada: ada!, bob: bob!, city: city!.id, coast: coast!.id };
	}

	const save = (
		db: Db,
		who: Person,
		values: Readonly<Record<string, unknown>>,
		propertyId?: string,
		id = newId()
	) => savePreferences(db, { id, memberId: who.id, propertyId, values }, now);

	async function wishesOf({ db, city }: House, who: Person, propertyId = city) {
		const lines = await readWishes(db, who.id, { propertyId, health: true });
		return Object.fromEntries(lines.map(({ itemId, value }) => [itemId, value]));
	}
	const historyOf = async (db: Db, who: Person) => (await readWishHistory(db, who.id)).changes;
	const codeOf = (doing: Promise<unknown>) =>
		doing.then(
			() => 'done',
			(thrown: unknown) => (thrown instanceof Refusal ? thrown.code : 'broken')
		);

	test('F1: the shipped catalogue is there once, and what the hotel changed stays', async () => {
		const { db } = await house();
		const shipped = catalogue.flatMap(({ items }) => items.map(({ id }) => id));
		const all = await db.selectFrom('preference_item').select('id').execute();
		expect(all.map(({ id }) => id).sort()).toEqual(shipped.toSorted());
		await archiveItem(db, { id: 'pillow', revision: 1, archived: true }, manager, now);
		expect(await installCatalogue(db, actor, now)).toBe(0);
		expect(await readItem(db, 'pillow', now)).toMatchObject({ archived: true, revision: 2 });
		const acts = await db.selectFrom('audit').select('act').orderBy('id').execute();
		expect(acts.map(({ act }) => act)).toEqual(['preferences-installed', 'preference-archived']);
	});

	test('F2: what was said holds everywhere; for one hotel it can be other, and falls back', async () => {
		const it = await house();
		const { db, ada, coast } = it;
		await save(db, ada, { pillow: ['firm'], temperature: '21', birthday: '05-17' });
		await save(db, ada, { temperature: '18' }, coast);
		expect(await wishesOf(it, ada)).toMatchObject({
			temperature: { kind: 'number', value: 21 },
			birthday: { kind: 'day', day: '05-17' }
		});
		expect(await wishesOf(it, ada, coast)).toMatchObject({ temperature: { value: 18 } });
		const here = await readWishes(db, ada.id, { propertyId: coast, health: true });
		expect(here.filter(({ place }) => place === 'house').map(({ itemId }) => itemId)).toEqual([
			'temperature'
		]);
		await save(db, ada, { temperature: '' }, coast);
		expect(await wishesOf(it, ada, coast)).toMatchObject({ temperature: { value: 21 } });
	});

	test('F2 C4: the same save again changes nothing, also after a later one', async () => {
		const it = await house();
		const { db, ada } = it;
		const id = newId();
		const first = await save(db, ada, { floor: 'high', lift: 'away' }, undefined, id);
		expect(first).toEqual({ items: ['floor', 'lift'], newer: [] });
		await save(db, ada, { floor: 'low' });
		expect(await save(db, ada, { floor: 'high', lift: 'away' }, undefined, id)).toEqual(first);
		expect(await wishesOf(it, ada)).toMatchObject({ floor: { texts: [{ en: 'Low down' }] } });
		expect(await historyOf(db, ada)).toHaveLength(3);
		expect(await codeOf(save(db, ada, { floor: 'high' }, undefined, id))).toBe(
			'same-id-other-body'
		);
	});

	test('F2 C4: an id and a change of somebody else are not there', async () => {
		const it = await house();
		const { db, ada, bob } = it;
		const id = newId();
		await save(db, ada, { floor: 'high' }, undefined, id);
		expect(await codeOf(save(db, bob, { floor: 'high' }, undefined, id))).toBe('not-found');
		const [change] = await historyOf(db, ada);
		const stolen = { id: newId(), memberId: bob.id, changeId: change!.id };
		expect(await codeOf(restorePreference(db, stolen, now))).toBe('not-found');
		expect(await wishesOf(it, bob)).toEqual({});
		expect(await historyOf(db, bob)).toEqual([]);
	});

	test('F2: two devices at once: other items stay both, of the same item one stays and both are kept', async () => {
		const it = await house();
		const { db, ada } = it;
		await Promise.all([save(db, ada, { floor: 'high' }), save(db, ada, { lift: 'near' })]);
		expect(Object.keys(await wishesOf(it, ada)).sort()).toEqual(['floor', 'lift']);
		await Promise.all(
			['water', 'garden', 'city', 'courtyard'].map((view) => save(db, ada, { view }))
		);
		const said = (await historyOf(db, ada)).filter(({ label }) => label.en === 'View');
		expect(said).toHaveLength(4);
		expect(said.filter(({ isCurrent }) => isCurrent)).toHaveLength(1);
		const id = newId();
		const same = await Promise.all(
			Array.from({ length: 8 }, () => save(db, ada, { minibar: 'empty' }, undefined, id))
		);
		expect(new Set(same.map((one) => JSON.stringify(one))).size).toBe(1);
		expect(await historyOf(db, ada)).toHaveLength(7);
	});

	test('F2: one wrong wish among good ones: nothing is changed, and each is named', async () => {
		const it = await house();
		const { db, ada, city } = it;
		await save(db, ada, { floor: 'high' });
		const wrong = {
			floor: 'low',
			temperature: '99',
			view: 'moon',
			nothing: 'x',
			birthday: '02-30'
		};
		const thrown: unknown = await save(db, ada, wrong).catch((error: unknown) => error);
		expect(thrown).toMatchObject({
			code: 'invalid',
			facts: {
				temperature: 'invalid',
				view: 'not-offered',
				nothing: 'not-offered',
				birthday: 'invalid'
			}
		});
		expect(await wishesOf(it, ada)).toMatchObject({ floor: { texts: [{ en: 'High up' }] } });
		expect(await historyOf(db, ada)).toHaveLength(1);
		expect(await codeOf(save(db, ada, { floor: 'low' }, newId()))).toBe('not-found');
		expect(await codeOf(save(db, ada, { floor: 'low' }, city))).toBe('done');
	});

	test('F2: a suspended member keeps what was said and changes nothing', async () => {
		const { db, ada } = await house();
		await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', ada.id).execute();
		expect(await codeOf(save(db, ada, { floor: 'high' }))).toBe('account-suspended');
		expect(await historyOf(db, ada)).toEqual([]);
	});

	test('F2: an older value comes back in one step, and is a change itself', async () => {
		const it = await house();
		const { db, ada } = it;
		await save(db, ada, { pillow: ['firm', 'extra'] });
		await save(db, ada, { pillow: 'soft' });
		const [, older] = await historyOf(db, ada);
		const again = { id: newId(), memberId: ada.id, changeId: older!.id };
		expect(await restorePreference(db, again, now)).toEqual({ items: ['pillow'], newer: [] });
		expect(await restorePreference(db, again, now)).toEqual({ items: ['pillow'], newer: [] });
		expect(await wishesOf(it, ada)).toMatchObject({
			pillow: { texts: [{ en: 'Firm' }, { en: 'An extra one' }] }
		});
		expect(await historyOf(db, ada)).toHaveLength(3);
		await expect(
			db.updateTable('preference_change').set({ value: null }).execute()
		).rejects.toThrow();
	});

	test('F1 F2: what is archived is no longer asked nor shown to a hotel, and comes back whole', async () => {
		const it = await house();
		const { db, ada } = it;
		await save(db, ada, { floor: 'high' });
		await archiveItem(db, { id: 'floor', revision: 1, archived: true }, manager, now);
		expect(await wishesOf(it, ada)).toEqual({});
		expect(await codeOf(save(db, ada, { floor: 'low' }))).toBe('invalid');
		const view = await readPreferences(db, ada.id, undefined, now);
		const asked = view.groups.flatMap(({ items }) => items.map(({ id }) => id));
		expect(asked).not.toContain('floor');
		await archiveItem(db, { id: 'floor', revision: 2, archived: false }, manager, now);
		expect(Object.keys(await wishesOf(it, ada))).toEqual(['floor']);
	});

	test('F1: an option that was put away stays for whoever chose it, and for nobody else', async () => {
		const it = await house();
		const { db, ada, bob } = it;
		await save(db, ada, { floor: 'high' });
		const { document } = catalogue.flatMap(({ items }) => items).find(({ id }) => id === 'floor')!;
		if (document.kind !== 'one') throw new Error('floor is one of several');
		const options = document.options.map((one) => ({ ...one, archived: one.id === 'high' }));
		const edit = { id: 'floor', revision: 1, groupId: 'room', sort: 10 };
		await saveItem(db, { ...edit, document: { ...document, options } }, manager, now);
		expect(await wishesOf(it, ada)).toMatchObject({ floor: { texts: [{ en: 'High up' }] } });
		expect(await codeOf(save(db, bob, { floor: 'high' }))).toBe('invalid');
		const optionsFor = async (who: Person) =>
			(await readPreferences(db, who.id, undefined, now)).groups
				.flatMap(({ items }) => items)
				.find(({ id }) => id === 'floor')
				?.options.map(({ id }) => id);
		expect([await optionsFor(ada), await optionsFor(bob)]).toEqual([['high', 'low'], ['low']]);
		const fewer = { ...document, options: document.options.slice(1) };
		const lost = saveItem(db, { ...edit, revision: 2, document: fewer }, manager, now);
		expect(await codeOf(lost)).toBe('invalid');
	});

	test('F1: an item of one hotel is asked there alone', async () => {
		const { db, ada, city, coast } = await house();
		const label = { en: 'Boat trip', 'zh-CN': '乘船游览' };
		const item = {
			id: newId(),
			groupId: 'stay',
			sort: 5,
			document: { kind: 'text' as const, label, lengthMax: 20, properties: [coast] }
		};
		await saveItem(db, item, manager, now);
		await saveItem(db, item, manager, now);
		expect(await codeOf(save(db, ada, { [item.id]: 'At noon' }, city))).toBe('invalid');
		expect(await codeOf(save(db, ada, { [item.id]: 'At noon' }, coast))).toBe('done');
		const here = await readWishes(db, ada.id, { propertyId: coast, health: true });
		expect(here).toMatchObject([{ label, value: { kind: 'plain', text: 'At noon' } }]);
		expect(await readWishes(db, ada.id, { propertyId: city, health: true })).toEqual([]);
	});

	test('F1: of two managers who edit the same, the second is told what changed', async () => {
		const { db } = await house();
		const before = await readItem(db, 'toiletries', now);
		const document = { kind: 'text' as const, label: { en: 'Soap' }, lengthMax: 60 };
		const edit = { id: 'toiletries', revision: before.revision, groupId: 'bath', sort: 20 };
		await saveItem(db, { ...edit, document }, manager, now);
		const second: unknown = await saveItem(
			db,
			{ ...edit, document: { ...document, label: { en: 'Shampoo' } } },
			actor,
			now
		).catch((thrown: unknown) => thrown);
		expect(second).toMatchObject({
			code: 'changed-meanwhile',
			facts: { by: 'manager', fields: expect.stringContaining('label-en') as unknown }
		});
		expect((await readItem(db, 'toiletries', now)).label).toEqual({ en: 'Soap' });

		const group = { id: 'bath', revision: 1, sort: 30, label: { en: 'Bathroom' } };
		await saveGroup(db, group, manager, now);
		const late = saveGroup(db, { ...group, label: { en: 'Washroom' } }, actor, now);
		expect(await codeOf(late)).toBe('changed-meanwhile');
	});

	test('F2 K1: an upcoming stay shows what the guest wishes at its hotel, a past one does not', async () => {
		const { db, ada, city } = await house();
		await save(db, ada, { pillow: 'firm' });
		await save(db, ada, { floor: 'low' }, city);
		const ahead = { arrival: '2026-03-10', departure: '2026-03-12', folio: [] };
		const results = await recordStays(
			db,
			[stayOf(ada, { ...ahead, status: 'booked' }), stayOf(ada)],
			now
		);
		const ids = results.map((result) => ('stayId' in result ? result.stayId : ''));
		const coming = await readStay(db, ada.id, ids[0]!, now);
		expect(coming.wishes).toMatchObject({
			propertyCode: 'CITY',
			lines: [
				{ itemId: 'pillow', place: 'everywhere' },
				{ itemId: 'floor', place: 'house' }
			]
		});
		expect((await readStay(db, ada.id, ids[1]!, now)).wishes).toBeUndefined();
	});
});
