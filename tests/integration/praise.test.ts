import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import { namePraised } from '#lib/server/cases/name-praised.ts';
import { readPraise } from '#lib/server/cases/read-praise.ts';
import { readCaseToWork } from '#lib/server/cases/read-queue.ts';
import { sortCase } from '#lib/server/cases/resolve-case.ts';
import type { Db } from '#lib/server/db/database.ts';
import { letterFor } from '#lib/server/outbox/letters.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { praise, saying } from './case-house.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, plainVersion, publish } from './model/house.ts';

const now = '2025-04-01T09:00:00.000Z';
const later = addMilliseconds(now, 31 * 86_400_000);

onBothDatabases((open) => {
	/** A praise of a house, its manager, a clerk of it who reads Chinese and one of another house. */
	async function praised() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'LAKE']);
		const [ada] = await enrol(db, 1);
		const caseId = await saying(db, ada!, now, praise);
		const mia = await hire(db, 'Mia', 'manager', []);
		const ana = await hire(db, 'Ana', 'desk', ['CITY'], 'zh-CN');
		const leo = await hire(db, 'Leo', 'desk', ['LAKE']);
		return { db, ada: ada!, caseId, mia, ana, leo };
	}

	async function hire(
		db: Db,
		name: string,
		role: 'manager' | 'desk',
		propertyCodes: string[],
		locale = 'en'
	): Promise<string> {
		const id = newId();
		const who = { id, name, role, locale, email: `${id}@house.example`, propertyCodes };
		const actor = { kind: 'system', id: 'test' } as const;
		await createStaff(db, { ...who, password: 'long enough now' }, actor, now);
		return id;
	}

	const mails = (db: Db) =>
		db.selectFrom('outbox').selectAll().where('topic', '=', 'staff-praised').execute();
	const namesOf = async (db: Db, caseId: string, staffId: string) =>
		(await readCaseToWork(db, caseId, staffId, now)).praised.map(({ name }) => name);
	const actsOf = async (db: Db) =>
		(await db.selectFrom('audit').select('facts').where('act', '=', 'praise-named').execute())
			.length;

	test('H6 T13: a praised colleague is told once, in their language, and reads it', async () => {
		const { db, caseId, mia, ana, leo } = await praised();
		const command = { praisedId: newId(), caseId, colleagueId: ana };
		for (let at = 0; at < 20; at++) await namePraised(db, command, mia, now);
		// Another page, another manager, at the same moment: still once.
		const again = [1, 2, 3].map(() => ({ ...command, praisedId: newId() }));
		await Promise.all(again.map((one) => namePraised(db, one, mia, now)));
		const told = await mails(db);
		expect(told).toHaveLength(1);
		const house = { hotel: 'Aurora', origin: 'https://house.example' };
		const letter = await letterFor(db, told[0]!, house);
		expect(letter).toMatchObject({ to: `${ana}@house.example`, subject: '客人表扬了您' });
		expect(letter?.text).toContain('CITY');
		expect(letter?.text).toContain('https://house.example/desk');
		expect(await namesOf(db, caseId, mia)).toEqual(['Ana']);
		expect(await actsOf(db)).toBe(1);
		expect(await readPraise(db, ana, now)).toMatchObject([
			{ caseId, said: 'Ana was wonderful.', property: { en: 'CITY' }, on: '2025-04-01' }
		]);
		expect(await readPraise(db, leo, now)).toEqual([]);
		expect(await readPraise(db, ana, later)).toEqual([]);
	});

	test('H6: whoever does not sign in is named by name, once, and nobody is mailed', async () => {
		const { db, caseId, mia } = await praised();
		for (const name of [' Rosa from the kitchen ', 'rosa from the kitchen', 'José'])
			await namePraised(db, { praisedId: newId(), caseId, name }, mia, now);
		expect(await namesOf(db, caseId, mia)).toEqual(['Rosa from the kitchen', 'José']);
		expect(await mails(db)).toEqual([]);
		expect(await actsOf(db)).toBe(2);
	});

	test('H6: whom a praise cannot name is refused, and nothing is kept', async () => {
		const { db, ada, caseId, mia, ana, leo } = await praised();
		const other = await saying(db, ada, now);
		const id = newId();
		const no = (more: object) => namePraised(db, { praisedId: id, caseId, ...more }, mia, now);
		await expect(no({})).rejects.toMatchObject({ code: 'praise-whom' });
		await expect(no({ name: '  ' })).rejects.toMatchObject({ code: 'praise-whom' });
		const both = { name: 'Ana', colleagueId: ana };
		await expect(no(both)).rejects.toMatchObject({ code: 'praise-whom' });
		await expect(no({ colleagueId: leo })).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(no({ colleagueId: newId() })).rejects.toMatchObject({ code: 'not-allowed' });
		await expect(no({ caseId: other, name: 'Ana' })).rejects.toMatchObject({
			code: 'case-no-praise'
		});
		await expect(
			namePraised(db, { praisedId: id, caseId, colleagueId: ana }, leo, now)
		).rejects.toMatchObject({ code: 'not-allowed' });
		expect(await namesOf(db, caseId, mia)).toEqual([]);
		expect([await mails(db), await actsOf(db)]).toEqual([[], 0]);
		await namePraised(db, { praisedId: id, caseId, name: 'Ana' }, mia, now);
		await expect(no({ name: 'Rosa' })).rejects.toMatchObject({ code: 'same-id-other-body' });
	});

	test('H6: those to choose from are the colleagues of the house; who works at a desk owns no case', async () => {
		const { db, caseId, mia, ana } = await praised();
		const { colleagues } = await readCaseToWork(db, caseId, mia, now);
		expect(colleagues.map(({ name, mayOwn }) => [name, mayOwn])).toEqual([
			['Ana', false],
			['Mia', true]
		]);
		await expect(
			sortCase(db, { caseId, kind: 'praise', ownerId: ana }, mia, now)
		).rejects.toMatchObject({ code: 'not-allowed' });
		await sortCase(db, { caseId, kind: 'suggestion', ownerId: undefined }, mia, now);
		await expect(
			namePraised(db, { praisedId: newId(), caseId, name: 'Ana' }, mia, now)
		).rejects.toMatchObject({ code: 'case-no-praise' });
	});
});
