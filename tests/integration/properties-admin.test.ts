import { expect, test } from 'vitest';
import { alwaysOpen, type Shift } from '#lib/domain/cases/due.ts';
import type { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '#lib/server/audit/queries.ts';
import type { Db } from '#lib/server/db/database.ts';
import { changeProperty } from '#lib/server/stays/change-property.ts';
import { addProperty, type NewProperty } from '#lib/server/stays/properties.ts';
import {
	readProperties,
	readProperty,
	readPropertyChoices
} from '#lib/server/stays/read-properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { now } from './people.ts';

const ada: Actor = { kind: 'staff', id: '0190aaaa-0000-7000-8000-000000000001' };
const bea: Actor = { kind: 'staff', id: '0190aaaa-0000-7000-8000-000000000002' };

const city: NewProperty = {
	code: 'CITY',
	name: { en: 'City House', 'zh-CN': '城市酒店' },
	timeZone: 'Europe/Lisbon',
	currency: 'EUR',
	brand: 'standard'
};

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publish(db, { ...plainVersion, brands: ['standard', 'apartment'] });
		const { id } = await addProperty(db, city, ada, now);
		return { db, id };
	}
	const change = (db: Db, id: string, changes: Partial<NewProperty>, revision = 1, by = ada) =>
		changeProperty(db, { ...city, id, ...changes, revision }, by, now);

	test('J6: a house is listed, read and changed, and who did it last is known', async () => {
		const { db, id } = await house();
		const list = await readProperties(db, new URL('http://house/?sort=brand&order=down'));
		expect(list).toMatchObject({ list: { total: 1 }, properties: [{ code: 'CITY' }] });
		expect(await readPropertyChoices(db, now)).toMatchObject({ brands: ['standard', 'apartment'] });

		await change(db, id, { brand: 'apartment', name: { en: 'City Flats' } });
		expect(await readProperty(db, id)).toMatchObject({
			name: { en: 'City Flats' },
			brand: 'apartment',
			revision: 2,
			hasStays: false,
			lastChange: { by: { id: ada.id } }
		});
		expect(await factsOfChanges(db)).toEqual([
			{
				'before.name-en': 'City House',
				'after.name-en': 'City Flats',
				'before.name-zh-CN': '城市酒店',
				'after.name-zh-CN': null,
				'before.brand': 'standard',
				'after.brand': 'apartment',
				revision: 2
			}
		]);
		// Nothing changed is nothing done.
		const { revision, ...same } = await readProperty(db, id);
		await changeProperty(db, { ...same, revision }, ada, now);
		expect(await factsOfChanges(db)).toHaveLength(1);
	});

	test('J6: of two managers the second is told what changed, by whom, and changes nothing', async () => {
		const { db, id } = await house();
		await change(db, id, { timeZone: 'Asia/Shanghai' }, 1, bea);
		const refused = await change(db, id, { brand: 'apartment' }).catch(
			(no: unknown) => no as Refusal
		);
		expect(refused).toMatchObject({
			code: 'changed-meanwhile',
			facts: { fields: 'time-zone', byKind: 'staff', by: bea.id, at: now }
		});
		expect(await readProperty(db, id)).toMatchObject({ brand: 'standard', revision: 2 });

		const results = await Promise.allSettled([
			change(db, id, { name: { en: 'One' } }, 2, ada),
			change(db, id, { name: { en: 'Other' } }, 2, bea)
		]);
		expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect((await readProperty(db, id)).revision).toBe(3);
	});

	test('H6 J6: the hours of a house are by day of the week, and each day that changed is in the log', async () => {
		const { db, id } = await house();
		const office = { from: '09:00', to: '17:00' };
		const late = { from: '14:30', to: '24:00' };
		const days = (saturday: Shift | undefined) =>
			Array.from({ length: 7 }, (_, day) => (day < 5 ? office : day === 5 ? saturday : undefined));
		await change(db, id, { hours: days(late) });
		const { revision, ...read } = await readProperty(db, id);
		expect(read.hours).toEqual(days(late));
		expect((await factsOfChanges(db))[0]).toMatchObject({
			'before.hours-0': '00:00–24:00',
			'after.hours-0': '09:00–17:00',
			'after.hours-5': '14:30–24:00',
			'after.hours-6': ''
		});
		// The same hours are no change.
		await changeProperty(db, { ...read, revision }, ada, now);
		await change(db, id, { hours: days(undefined) }, 2);
		expect((await factsOfChanges(db))[1]).toEqual({
			...{ 'before.hours-5': '14:30–24:00', 'after.hours-5': '' },
			revision: 3
		});
		// Every hour of every day is always.
		await change(db, id, { hours: alwaysOpen }, 3);
		expect((await readProperty(db, id)).hours).toBeUndefined();
		expect(await factsOfChanges(db)).toHaveLength(3);
	});

	test('J6: code and currency are fixed once there are stays; the rest is not', async () => {
		const { db, id } = await house();
		await change(db, id, { code: 'TOWN' });
		const [guest] = await enrol(db, 1);
		const stay = { property: 'TOWN', arrival: '2026-02-01', departure: '2026-02-03' };
		await recordStays(db, [stayOf(guest!, stay)], now);
		for (const changes of [{ code: 'CITY' }, { code: 'TOWN', currency: 'USD' }])
			await expect(change(db, id, changes, 2)).rejects.toMatchObject({
				code: 'property-has-stays'
			});
		await change(db, id, { code: 'TOWN', timeZone: 'UTC' }, 2);
		expect(await readProperty(db, id)).toMatchObject({ code: 'TOWN', timeZone: 'UTC' });
	});

	test('J6: what no house can have is refused, by adding as by changing', async () => {
		const { db, id } = await house();
		await addProperty(db, { ...city, code: 'COAST' }, ada, now);
		const backwards = { from: '17:00', to: '09:00' };
		const bad = [
			[{ timeZone: 'Mars/Base' }, { code: 'invalid', facts: { field: 'time-zone' } }],
			[{ currency: 'XXQ' }, { code: 'unknown-currency' }],
			[{ brand: 'palace' }, { code: 'invalid', facts: { field: 'brand' } }],
			[{ code: 'A B' }, { code: 'invalid', facts: { field: 'code' } }],
			[{ hours: [] }, { code: 'invalid', facts: { field: 'hours', fault: 'never' } }],
			[{ hours: [backwards] }, { code: 'invalid', facts: { fault: 'order' } }],
			[{ code: 'COAST' }, { code: 'property-code-taken' }]
		] as const;
		for (const [changes, refusal] of bad) {
			await expect(change(db, id, changes)).rejects.toMatchObject(refusal);
			const fresh = { ...city, code: 'NEW', ...changes };
			await expect(addProperty(db, fresh, ada, now)).rejects.toMatchObject(refusal);
		}
		await expect(change(db, 'nobody', {})).rejects.toMatchObject({ code: 'not-found' });
		expect((await readProperty(db, id)).revision).toBe(1);
		expect(await factsOfChanges(db)).toEqual([]);
	});
});

async function factsOfChanges(db: Db): Promise<unknown[]> {
	const rows = await db
		.selectFrom('audit')
		.select('facts')
		.where('act', '=', 'property-changed')
		.orderBy('id')
		.execute();
	return rows.map(({ facts }) => JSON.parse(facts) as unknown);
}
