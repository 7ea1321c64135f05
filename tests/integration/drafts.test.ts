import { expect, test } from 'vitest';
import type { Example } from '#lib/domain/programme/example.ts';
import type { ProgrammeFile } from '#lib/domain/programme/programme.ts';
import type { Db } from '#lib/server/db/database.ts';
import { listTemplates } from '#lib/domain/programme/templates.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { discardDraft } from '#lib/server/programme/discard-draft.ts';
import { readContent, type DraftContent } from '#lib/server/programme/draft.ts';
import { findOpenDraft } from '#lib/server/programme/draft-queries.ts';
import { publishDraft } from '#lib/server/programme/publish-draft.ts';
import { publishProgramme } from '#lib/server/programme/publish.ts';
import { listVersionLines } from '#lib/server/programme/queries.ts';
import { readDraft, readMeanwhile } from '#lib/server/programme/read-draft.ts';
import { readProgramme } from '#lib/server/programme/read-programme.ts';
import { readProgrammePage, readVersionPage } from '#lib/server/programme/read-versions.ts';
import { saveDraft, saveDraftDocument } from '#lib/server/programme/save-draft.ts';
import { startDraft } from '#lib/server/programme/start-draft.ts';
import { takeResult } from '#lib/server/programme/take-result.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';

const now = '2026-03-10T12:00:00.000Z';
const locales = ['en', 'zh-CN'];
const ada = { kind: 'staff', id: 'ada' } as const;
const bo = { kind: 'staff', id: 'bo' } as const;

const example: Example = {
	name: '100 euros in April',
	events: [{ kind: 'stay', arrival: '2026-04-10', nights: 1, room: 100 }],
	expect: { earned: 1000 }
};
const file: ProgrammeFile = {
	schemaVersion: 1,
	name: { en: 'House' },
	versions: [plainVersion],
	examples: [example]
};

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publishProgramme(db, file, undefined, ada, now);
		return db;
	}
	async function drafted() {
		const db = await house();
		const draftId = await startDraft(db, ada, now);
		return { db, draftId, shown: { draftId, revision: 1 } };
	}
	const save = (
		db: Db,
		shown: { draftId: string; revision: number },
		fields: Record<string, string>,
		actor: typeof ada | typeof bo = ada,
		from?: string
	) => saveDraft(db, { ...shown, fields, locales, from }, actor, now);
	const acts = async (db: Db) =>
		(await db.selectFrom('audit').select('act').orderBy('id').execute()).map(({ act }) => act);
	const rate = async (db: Db) =>
		(await readDraft(db, locales, now))?.document.earning.find(({ id }) => id === 'room')?.points;

	test.for(listTemplates())(
		'D8 J1: a new installation begins from %s, and publishes it as its first version',
		async (template) => {
			const db = await open();
			await expect(startDraft(db, ada, now)).rejects.toMatchObject({ code: 'no-programme' });
			const [draftId, other] = await Promise.all([
				startDraft(db, ada, now, template),
				startDraft(db, bo, now, template)
			]);
			expect(other).toBe(draftId);
			expect(await readProgrammePage(db, now)).toMatchObject({
				versions: [],
				draft: { by: { id: expect.stringMatching(/^(ada|bo)$/) as string }, changes: 0 }
			});
			const draft = await readDraft(db, locales, now);
			expect(draft).toMatchObject({ revision: 1, isBehind: false, changes: [], problems: [] });
			expect([draft?.against, draft?.from]).toEqual([undefined, undefined]);
			expect(draft?.examples.length).toBeGreaterThan(5);
			expect(draft?.examples.filter(({ passed }) => !passed)).toEqual([]);

			const shown = { draftId, revision: 1 };
			await save(db, shown, { ...draft?.fields, 'pointsName.en.other': 'stars' });
			const published = await publishDraft(db, { draftId, revision: 2, from: undefined }, ada, now);
			expect(published).toMatchObject({ number: 1 });
			const [first] = await readProgramme(db);
			expect(first.document).toMatchObject({ pointsName: { en: { other: 'stars' } } });
			expect(first.document.from).toBeUndefined();
			expect(await readProgrammePage(db, now)).toMatchObject({
				versions: [{ number: 1, state: 'in-force', changes: [] }],
				draft: undefined
			});
			expect(await acts(db)).toEqual([
				'programme-draft-started',
				'programme-draft-saved',
				'programme-published'
			]);
			// What is asked for a template later begins from what is published all the same.
			await startDraft(db, ada, now, template);
			expect(await readDraft(db, locales, now)).toMatchObject({ against: 1, changes: [] });
		}
	);

	test('D1 J1: a draft begins as the newest version with its examples, and there is one', async () => {
		const { db, draftId } = await drafted();
		expect(await startDraft(db, bo, now)).toBe(draftId);
		expect(await readDraft(db, locales, now)).toMatchObject({
			id: draftId,
			revision: 1,
			against: 1,
			isBehind: false,
			document: plainVersion,
			changes: [],
			problems: [],
			effects: [],
			examples: [{ name: '100 euros in April', passed: true, wrong: [], isChanged: false }],
			from: '2026-03-11',
			earliest: '2026-03-10'
		});
		expect(await acts(db)).toEqual(['programme-published', 'programme-draft-started']);
		await expect(startDraft(await open(), ada, now)).rejects.toMatchObject({
			code: 'no-programme'
		});
	});

	test('D1: of two who start at once both get the same draft', async () => {
		const db = await house();
		const other = await openPlace(placeOf(db));
		const [one, two] = await Promise.all([startDraft(db, ada, now), startDraft(other, bo, now)]);
		expect(one).toBe(two);
		expect(await acts(db)).toHaveLength(2);
	});

	test('D7: a version that was published without examples begins with none', async () => {
		const db = await open();
		await publish(db, plainVersion);
		await startDraft(db, ada, now);
		expect(await readDraft(db, locales, now)).toMatchObject({ examples: [], problems: [] });
	});

	test('J1: a saved draft holds what was typed, and saving the same again changes nothing', async () => {
		const { db, shown } = await drafted();
		const fields = { 'earning.room.points': '12', 'tiers.silver.bonus': '30' };
		expect(await save(db, shown, fields)).toBe(true);
		const second = { ...shown, revision: 2 };
		expect(await save(db, second, fields)).toBe(false);
		const view = await readDraft(db, locales, now);
		expect(view?.revision).toBe(2);
		expect(view?.changes.map(({ code }) => code)).toEqual(['tier-bonus', 'earning-rate']);
		expect((await acts(db)).filter((act) => act === 'programme-draft-saved')).toHaveLength(1);
	});

	test('J1: a rate of −1 is refused by its field, and nothing of the form is kept', async () => {
		const { db, shown } = await drafted();
		const fields = { 'earning.room.points': '-1', 'tiers.silver.bonus': '30' };
		await expect(save(db, shown, fields)).rejects.toMatchObject({
			code: 'invalid',
			facts: { 'earning.room.points': 'number-invalid' }
		});
		expect(await readDraft(db, locales, now)).toMatchObject({ revision: 1, changes: [] });
	});

	test('J1: of two managers the second is told what the first changed, and loses nothing of theirs', async () => {
		const { db, shown } = await drafted();
		await save(db, shown, { 'earning.room.points': '12' }, ada);
		await expect(save(db, shown, { 'earning.food.points': '7' }, bo)).rejects.toMatchObject({
			code: 'changed-meanwhile',
			facts: { by: 'ada', at: now }
		});
		expect(await readMeanwhile(db, shown)).toMatchObject({
			by: { id: 'ada' },
			at: now,
			changes: [{ code: 'earning-rate', before: { points: 10 }, after: { points: 12 } }],
			examplesChanged: false
		});
		expect(await rate(db)).toBe(12);
		await save(db, { ...shown, revision: 2 }, { 'earning.food.points': '7' }, bo);
		expect(await rate(db)).toBe(12);
		const tooLate = { ...shown, revision: 1, from: '2026-04-01' };
		await expect(publishDraft(db, tooLate, bo, now)).rejects.toMatchObject({
			code: 'changed-meanwhile'
		});
		await expect(discardDraft(db, shown, bo, now)).rejects.toMatchObject({
			code: 'changed-meanwhile'
		});
	});

	test('J1: of two who save at the same moment one is kept and one is told', async () => {
		const { db, shown } = await drafted();
		const other = await openPlace(placeOf(db));
		const results = await Promise.allSettled([
			save(db, shown, { 'earning.room.points': '12' }, ada),
			save(other, shown, { 'earning.room.points': '13' }, bo)
		]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { code: 'changed-meanwhile' }
		});
		expect([12, 13]).toContain(await rate(db));
	});

	test('J1: a draft that was discarded is over, and another can begin', async () => {
		const { db, draftId, shown } = await drafted();
		await discardDraft(db, shown, ada, now);
		expect(await readDraft(db, locales, now)).toBeUndefined();
		const over = { code: 'draft-over', facts: { became: 'discarded' } };
		await expect(save(db, shown, {})).rejects.toMatchObject(over);
		await expect(discardDraft(db, shown, ada, now)).rejects.toMatchObject(over);
		await expect(
			publishDraft(db, { ...shown, from: '2026-04-01' }, ada, now)
		).rejects.toMatchObject(over);
		expect(await startDraft(db, ada, now)).not.toBe(draftId);
		await expect(save(db, { draftId: 'none', revision: 1 }, {})).rejects.toMatchObject({
			code: 'not-found'
		});
	});

	test('D7: red examples block publishing until they are right or their result is taken over', async () => {
		const { db, shown } = await drafted();
		await save(db, shown, { 'earning.room.points': '12' }, ada, '2026-04-01');
		const second = { ...shown, revision: 2 };
		expect(await readDraft(db, locales, now)).toMatchObject({
			from: '2026-04-01',
			examples: [{ passed: false, wrong: ['earned'], actual: { earned: 1200 } }],
			effects: [{ field: 'earned', before: 1000, after: 1200 }]
		});
		const publishing = publishDraft(db, { ...second, from: '2026-04-01' }, ada, now);
		await expect(publishing).rejects.toMatchObject({
			code: 'programme-examples-fail',
			facts: { failed: 1, example: '100 euros in April' }
		});
		expect(await listVersionLines(db)).toHaveLength(1);

		expect(await takeResult(db, { ...second, example: 0 }, ada, now)).toBe(true);
		await expect(
			takeResult(db, { ...shown, revision: 3, example: 7 }, ada, now)
		).rejects.toMatchObject({ code: 'not-found' });
		expect(await readDraft(db, locales, now)).toMatchObject({
			examples: [{ passed: true, expected: { earned: 1200 }, isChanged: true }]
		});
		await publishDraft(db, { ...shown, revision: 3, from: '2026-04-01' }, ada, now);
		const facts = await lastFacts(db);
		expect(facts).toMatchObject({ from: '2026-04-01', examplesChanged: true });
		expect(JSON.parse(String(facts['changes']))).toMatchObject([{ code: 'earning-rate' }]);
		await startDraft(db, bo, now);
		expect(await readDraft(db, locales, now)).toMatchObject({
			against: 2,
			examples: [{ passed: true, expected: { earned: 1200 }, isChanged: false }]
		});
	});

	test('D7: examples before the day of the draft run by the versions before it', async () => {
		const { db, shown } = await drafted();
		await save(db, shown, { 'earning.room.points': '12' }, ada, '2026-05-01');
		expect(await readDraft(db, locales, now)).toMatchObject({
			examples: [{ passed: true }],
			effects: [{ before: 1000, after: 1200 }]
		});
	});

	test('D1: the day must not be past, nor that of a published version', async () => {
		const { db, shown } = await drafted();
		const publishing = (from: string, at = now) => publishDraft(db, { ...shown, from }, ada, at);
		const past = { code: 'version-date-past', facts: { today: '2026-03-10' } };
		await expect(publishing('2026-03-09')).rejects.toMatchObject(past);
		await expect(save(db, shown, {}, ada, '2026-03-09')).rejects.toMatchObject(past);
		expect(await publishing('2026-03-10')).toEqual({ number: 2, from: '2026-03-10' });
		const draftId = await startDraft(db, ada, now);
		await expect(
			publishDraft(db, { draftId, revision: 1, from: '2026-03-10' }, ada, now)
		).rejects.toMatchObject({ code: 'version-date-taken', facts: { newest: '2026-03-10' } });
		expect(await readDraft(db, locales, now)).toMatchObject({ earliest: '2026-03-11' });
		expect((await findOpenDraft(db))?.status).toBe('open');
	});

	test('D1: published twice, or by two at once, it is one version', async () => {
		const { db, shown } = await drafted();
		const other = await openPlace(placeOf(db));
		const command = { ...shown, from: '2026-04-01' };
		const results = await Promise.allSettled([
			publishDraft(db, command, ada, now),
			publishDraft(other, command, bo, now)
		]);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { code: 'draft-over', facts: { became: 'published' } }
		});
		await expect(publishDraft(db, command, ada, now)).rejects.toMatchObject({
			code: 'draft-over'
		});
		expect(await listVersionLines(db)).toHaveLength(2);
		expect((await acts(db)).filter((act) => act === 'programme-published')).toHaveLength(2);
	});

	test('D1: another version published meanwhile is what the draft is laid beside', async () => {
		const { db, shown } = await drafted();
		const faster = { ...plainVersion, rounding: { mode: 'half-up', at: 'line' } };
		await publishProgramme(db, { ...file, versions: [faster] }, '2026-03-20', bo, now);
		expect(await readDraft(db, locales, now)).toMatchObject({
			against: 2,
			isBehind: true,
			changes: [{ code: 'rounding' }],
			earliest: '2026-03-21',
			from: '2026-03-21'
		});
		await expect(
			publishDraft(db, { ...shown, from: '2026-03-20' }, ada, now)
		).rejects.toMatchObject({ code: 'version-date-taken' });
	});

	test('D1: a document that contradicts itself can be kept and is not published', async () => {
		const { db, shown } = await drafted();
		const draft = await findOpenDraft(db);
		const content = readContent(draft ?? { document: '', examples: '' });
		const twice: DraftContent = {
			...content,
			document: {
				...content.document,
				earning: [...content.document.earning, ...content.document.earning]
			}
		};
		expect(await saveDraftDocument(db, shown, twice, ada, now)).toBe(true);
		const view = await readDraft(db, locales, now);
		expect(view?.problems).toEqual(
			expect.arrayContaining([{ pointer: '/version/earning/2/id', message: 'is used twice: room' }])
		);
		await expect(
			publishDraft(db, { ...shown, revision: 2, from: '2026-04-01' }, ada, now)
		).rejects.toMatchObject({ code: 'programme-invalid' });
		expect(await listVersionLines(db)).toHaveLength(1);
	});

	test('D1 C7: the next stay earns by the new rate, the old entry still says the old one', async () => {
		const { db, shown } = await drafted();
		await build(db);
		const [guest] = await enrol(db, 1);
		const departing = (departure: string, arrival: string) =>
			recordStays(
				db,
				[stayOf(guest, { arrival, departure, updatedAt: `${departure}T12:00:00.000Z` })],
				`${departure}T12:00:00.000Z`
			);
		await departing('2026-03-09', '2026-03-08');
		await save(db, shown, { 'earning.room.points': '12' });
		const from = '2026-03-12';
		const second = { ...shown, revision: 2 };
		expect(
			await publishDraft(db, { ...second, from }, ada, now).catch((e: unknown) => e)
		).toMatchObject({ code: 'programme-examples-fail' });
		await takeResult(db, { ...second, example: 0 }, ada, now);
		await publishDraft(db, { ...shown, revision: 3, from }, ada, now);
		await departing('2026-03-11', '2026-03-10');
		await departing('2026-03-12', '2026-03-11');
		const entries = await db
			.selectFrom('entry')
			.select(['points', 'programme_version', 'reasons'])
			.orderBy('sequence')
			.execute();
		expect(entries.map((entry) => [entry.points, entry.programme_version])).toEqual([
			[1000, 1],
			[1000, 1],
			[1200, 2]
		]);
		expect(entries[0]?.reasons).toContain('"points":"10"');
		expect(entries[2]?.reasons).toContain('"points":"12"');
		expect((await readProgramme(db))[1]?.document.earning[0]?.points).toBe(12);
		expect((await verifyLedger(db)).problems).toEqual([]);
	});

	test('J1: the page of the programme lists every version with what it changed and who published it', async () => {
		const { db, shown } = await drafted();
		await save(db, shown, { 'expiry.number': '18' });
		await publishDraft(db, { ...shown, revision: 2, from: '2026-04-01' }, ada, now);
		await startDraft(db, bo, now);
		expect(await readProgrammePage(db, now)).toMatchObject({
			versions: [
				{
					number: 2,
					state: 'upcoming',
					from: '2026-04-01',
					by: { id: 'ada' },
					changes: [{ code: 'expiry' }]
				},
				{ number: 1, state: 'in-force', changes: [] }
			],
			draft: { by: { id: 'bo' }, changes: 0 }
		});
		const later = await readProgrammePage(db, '2026-04-02T00:00:00.000Z');
		expect(later.versions.map(({ state }) => state)).toEqual(['in-force', 'over']);
		expect(await readVersionPage(db, 1, now)).toMatchObject({
			to: '2026-03-31',
			line: { number: 1 }
		});
		await expect(readVersionPage(db, 3, now)).rejects.toMatchObject({ code: 'not-found' });
		expect(await readProgrammePage(await open(), now)).toEqual({ versions: [] });
	});
});

async function lastFacts(db: Db): Promise<Record<string, unknown>> {
	const row = await db
		.selectFrom('audit')
		.select('facts')
		.where('act', '=', 'programme-published')
		.orderBy('id', 'desc')
		.executeTakeFirstOrThrow();
	return JSON.parse(row.facts) as Record<string, unknown>;
}
