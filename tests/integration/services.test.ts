import { expect, test } from 'vitest';
import { publishDraft } from '#lib/server/programme/publish-draft.ts';
import { readServices } from '#lib/server/programme/read-services.ts';
import { addShippedServices, saveServices } from '#lib/server/programme/save-services.ts';
import { readBenefits } from '#lib/server/guests/read-benefits.ts';
import type { Db } from '#lib/server/db/database.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish } from './model/house.ts';

const now = '2026-03-10T12:00:00.000Z';
const ada = { kind: 'staff', id: 'ada' } as const;
const bo = { kind: 'staff', id: 'bo' } as const;
const edit = { cells: {}, names: {}, removed: [] };
const tea = { id: 'tea', name: { en: 'Tea on arrival' } };

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		return db;
	}
	const shownIn = async (db: Db) => {
		const { draft } = await readServices(db, undefined, now);
		return draft && { draftId: draft.id, revision: draft.revision };
	};
	const codeOf = (act: Promise<unknown>) =>
		act.then(String, (thrown: { code?: string }) => thrown.code);

	test('F3 B4: who is promised what is changed in the draft, by house too, and holds once it is published', async () => {
		const db = await house();
		const [guest] = await enrol(db, 1);
		expect(await saveServices(db, undefined, { ...edit, added: tea }, ada, now)).toBe(true);
		const everywhere = { ...edit, cells: { tea: { member: 'on-request' } } } as const;
		expect(await saveServices(db, await shownIn(db), everywhere, ada, now)).toBe(true);
		const coast = { ...edit, property: 'COAST', cells: { tea: { member: 'offered' } } } as const;
		expect(await saveServices(db, await shownIn(db), coast, ada, now)).toBe(true);
		expect(await saveServices(db, await shownIn(db), coast, ada, now)).toBe(false);
		expect(await readServices(db, 'COAST', now)).toMatchObject({
			property: 'COAST',
			services: [{ id: 'tea', cells: { member: 'offered' }, everywhere: { member: 'on-request' } }]
		});
		const promised = async (code?: string) =>
			(await readBenefits(db, guest!.id, code, now)).own.services.map(({ kind }) => kind);
		expect(await promised('COAST')).toEqual([]);
		const draft = await shownIn(db);
		await publishDraft(db, { ...draft!, from: '2026-03-10' }, ada, now);
		expect([await promised(), await promised('CITY'), await promised('COAST')]).toEqual([
			['on-request'],
			['on-request'],
			['offered']
		]);
	});

	test('F3: two who save at once: one is told that it changed meanwhile, and nothing of theirs is kept', async () => {
		const db = await house();
		await saveServices(db, undefined, { ...edit, added: tea }, ada, now);
		const shown = await shownIn(db);
		const named = (en: string) => ({ ...edit, names: { tea: { en } } });
		const both = await Promise.all([
			codeOf(saveServices(db, shown, named('Black tea'), ada, now)),
			codeOf(saveServices(db, shown, named('Green tea'), bo, now))
		]);
		expect(both.toSorted()).toEqual(['changed-meanwhile', 'true']);
		const won = both[0] === 'true' ? 'Black tea' : 'Green tea';
		expect(await readServices(db, undefined, now)).toMatchObject({
			draft: { revision: (shown?.revision ?? 0) + 1 },
			services: [{ name: { en: won } }]
		});
	});

	test('F3: the same service twice is refused; the shipped ones are added once, and what is removed is gone', async () => {
		const db = await house();
		await saveServices(db, undefined, { ...edit, added: tea }, ada, now);
		const shown = await shownIn(db);
		expect(await codeOf(saveServices(db, shown, { ...edit, added: tea }, ada, now))).toBe(
			'invalid'
		);
		expect(await shownIn(db)).toEqual(shown);
		expect(await addShippedServices(db, shown, ada, now)).toBe(true);
		const more = await readServices(db, undefined, now);
		expect(more.missing).toBe(0);
		expect(more.services.length).toBeGreaterThan(3);
		expect(await addShippedServices(db, await shownIn(db), ada, now)).toBe(false);
		const gone = { ...edit, removed: ['tea'] };
		expect(await saveServices(db, await shownIn(db), gone, ada, now)).toBe(true);
		expect((await readServices(db, undefined, now)).services.map(({ id }) => id)).not.toContain(
			'tea'
		);
	});
});
