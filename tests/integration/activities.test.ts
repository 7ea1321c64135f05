import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Version } from '#lib/domain/programme/programme.ts';
import { recordActivity } from '#lib/server/activities/record-activity.ts';
import type { Db } from '#lib/server/db/database.ts';
import { withLocale } from '#lib/i18n/with-locale.ts';
import { readEntry } from '#lib/server/guests/read-entry.ts';
import { readPoints } from '#lib/server/guests/read-points.ts';
import { importActivities } from '#lib/server/import/import-activities.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { titleOf } from '#lib/ui/entry-words.ts';
import { explain } from '#lib/ui/why.ts';
import { onBothDatabases } from './databases.ts';
import { folder } from './import-files.ts';
import { build, enrol, newId, plainVersion, publish, type Person } from './model/house.ts';

const now = '2025-04-01T09:00:00.000Z';
const name = { en: 'Event' };
const version: Version = {
	...plainVersion,
	activities: [
		{
			id: 'event',
			name,
			measures: [
				{ id: 'bill', unit: 'money' },
				{ id: 'guests', unit: 'count' }
			],
			earning: [{ id: 'bill', measure: 'bill', points: 1, per: 2, as: 'base', cap: 60_000 }],
			credits: [{ id: 'nights', credit: 'nights', measure: 'guests', amount: 1, per: 1 }]
		}
	]
};

onBothDatabases((open) => {
	async function house(count = 1) {
		const db = await open();
		await publish(db, version);
		await build(db);
		const people = await enrol(db, count);
		return { db, people, ada: people[0]! };
	}

	const event = ({ id: memberId }: Person, more: object = {}) => ({
		source: 'partner',
		id: newId(),
		memberId,
		kind: 'event',
		on: '2025-03-20',
		amounts: { bill: '1000.00' },
		...more
	});
	const rowsOf = async (db: Db) => ({
		accounts: await db.selectFrom('account').selectAll().orderBy('member_id').execute(),
		entries: await db.selectFrom('entry').selectAll().orderBy('id').execute(),
		credits: await db.selectFrom('credit').selectAll().orderBy('id').execute(),
		grants: await db.selectFrom('tier_grant').selectAll().orderBy('id').execute(),
		activities: await db.selectFrom('partner_activity').selectAll().orderBy('id').execute(),
		commands: await db.selectFrom('command').selectAll().orderBy('id').execute(),
		outbox: await db.selectFrom('outbox').selectAll().orderBy('id').execute()
	});
	const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);

	test('D2: what a partner reports gives points, credits, a tier and a notice', async () => {
		const { db, ada } = await house();
		const amounts = { bill: '130000.00', guests: 10 };
		const done = await recordActivity(db, event(ada, { amounts }), now);
		expect(done).toMatchObject({ points: 60_000, balance: 60_000 });
		const { entries, credits, grants, activities, outbox } = await rowsOf(db);
		expect(entries).toMatchObject([
			{ id: done.entryId, kind: 'earn', points: 60_000, effective_on: '2025-03-20', stay_id: null }
		]);
		const cause = `activity ${done.activityId}`;
		expect(credits).toMatchObject([{ kind: 'nights', amount: 10, counts_on: '2025-03-20', cause }]);
		expect(grants).toMatchObject([{ tier: 'silver', from_on: '2025-03-20' }]);
		expect(activities).toMatchObject([{ id: done.activityId, source: 'partner', kind: 'event' }]);
		expect(outbox.map(({ topic }) => topic)).toContain('points-posted');
		await clean(db);
	});

	test('C7: why these points? is told in both languages, and the list names them', async () => {
		const { db, ada } = await house();
		const done = await recordActivity(db, event(ada, { amounts: { bill: '130000' } }), now);
		const view = await readEntry(db, ada.id, done.entryId ?? '', now);
		expect(view.activity).toEqual({ name: { en: 'Event' }, money: ['bill'] });
		for (const [locale, sentence] of [
			['en', /^Event on .*2025 made 60,000 points\.$/],
			['zh-CN', /^2025.*的Event，获得 60,000/]
		] as const) {
			const why = withLocale(locale, () => explain(view));
			expect(why.sentences[0]).toMatch(sentence);
			expect(why.sum[0]?.how).toMatch(/130,000.*2.*60,000/);
			expect(why.total?.amount).toMatch(/60,000/);
		}
		const { entries } = await readPoints(db, ada.id, undefined, now);
		expect(withLocale('en', () => titleOf(entries[0]!))).toBe('With a partner');
	});

	test('C4: the same id again is the first answer, with another body it is refused', async () => {
		const { db, ada } = await house();
		const command = event(ada);
		const first = await recordActivity(db, command, now);
		const rows = await rowsOf(db);
		const amounts = { bill: '1000.00' };
		expect(await recordActivity(db, { ...command, amounts }, '2025-04-05T00:00:00.000Z')).toEqual(
			first
		);
		const other = recordActivity(db, { ...command, amounts: { bill: '1000.01' } }, now);
		await expect(other).rejects.toMatchObject({ code: 'same-id-other-body' });
		expect(await rowsOf(db)).toEqual(rows);
	});

	test('C4: an id that belongs to somebody else is not found', async () => {
		const { db, people } = await house(2);
		const command = event(people[0]!);
		await recordActivity(db, command, now);
		const theirs = recordActivity(db, { ...command, memberId: people[1]!.id }, now);
		await expect(theirs).rejects.toMatchObject({ code: 'not-found' });
		const nobody = recordActivity(db, event({ id: newId(), number: '' }), now);
		await expect(nobody).rejects.toMatchObject({ code: 'not-found' });
		await clean(db);
	});

	test('C4: twenty times at the same moment is once', async () => {
		const { db, ada } = await house();
		const command = event(ada);
		const all = await Promise.all(
			Array.from({ length: 20 }, () => recordActivity(db, command, now))
		);
		expect(new Set(all.map(({ activityId }) => activityId)).size).toBe(1);
		expect((await rowsOf(db)).entries).toHaveLength(1);
		await clean(db);
	});

	test.for([
		[{ kind: 'cruise' }, 'kind'],
		[{ on: '2025-04-02' }, 'on'],
		[{ amounts: { miles: 5 } }, 'amounts.miles'],
		[{ amounts: { bill: '1.001' } }, 'amounts.bill'],
		[{ amounts: { bill: '-1' } }, 'amounts.bill']
	] as const)('C4: refused, nothing is left: %o', async ([wrong, field]) => {
		const { db, ada } = await house();
		const rows = await rowsOf(db);
		const command = event(ada, wrong);
		await expect(recordActivity(db, command, now)).rejects.toMatchObject({
			code: 'invalid',
			facts: { field }
		});
		expect(await rowsOf(db)).toEqual(rows);
		const mended = await recordActivity(db, event(ada, { id: command.id }), now);
		expect(mended.points).toBe(500);
	});

	test('C4: who is suspended is refused', async () => {
		const { db, ada } = await house();
		await db.updateTable('member').set({ status: 'suspended' }).execute();
		await expect(recordActivity(db, event(ada), now)).rejects.toMatchObject({
			code: 'account-suspended'
		});
	});

	test('C7: one from before joining is kept and says why it gives nothing', async () => {
		const { db, ada } = await house();
		const done = await recordActivity(db, event(ada, { on: '2023-12-31' }), now);
		expect(done).toMatchObject({ points: 0, noPointsBecause: 'before-joining' });
		expect(done.entryId).toBeUndefined();
		await clean(db);
	});

	test('M7: a file of them: what cannot be read is listed by line, the rest is posted once', async () => {
		const { db, ada } = await house();
		const file = path.join(await folder(), 'activities.jsonl');
		const line = (more: object) =>
			JSON.stringify({
				source: 'partner',
				activity_id: newId(),
				member_number: ada.number,
				kind: 'event',
				on: '2025-03-20',
				amounts: { bill: '10' },
				...more
			});
		const lines = [
			line({}),
			'',
			'{"source":',
			line({ member_number: '123' }),
			line({ amounts: { bill: 1.5 } }),
			line({ kind: 'cruise' }),
			line({ amounts: { bill: '90000' } })
		];
		await writeFile(file, lines.join('\n'));
		const result = await importActivities(db, file, () => now);
		expect(result).toMatchObject({ rows: 6, posted: 2, withoutPoints: 0, rejected: 4 });
		expect(result.errors.map((error) => error.line)).toEqual([3, 4, 5, 6]);
		expect(result.errors.at(-1)?.reason).toBe('kind is not one that the programme knows');
		const rows = await rowsOf(db);
		expect(rows.accounts[0]?.balance).toBe(45_005);
		await importActivities(db, file, () => now);
		expect(await rowsOf(db)).toEqual(rows);
		await expect(importActivities(db, `${file}.gone`, () => now)).rejects.toMatchObject({
			code: 'file-unreadable'
		});
		await clean(db);
	});
});
