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
import { spendPoints } from '#lib/server/ledger/spend-points.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { mergeMembers } from '#lib/server/merges/merge-members.ts';
import { undoMerge } from '#lib/server/merges/undo-merge.ts';
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
		words: await db.selectFrom('partner_activity_word').selectAll().orderBy('word').execute(),
		outbox: await db.selectFrom('outbox').selectAll().orderBy('id').execute()
	});
	const clean = async (db: Db) => expect((await verifyLedger(db)).problems).toEqual([]);

	test('D2: what a partner reports gives points, credits, a tier and a notice', async () => {
		const { db, ada } = await house();
		const amounts = { bill: '130000.00', guests: 10 };
		const done = await recordActivity(db, event(ada, { amounts }), now);
		expect(done).toMatchObject({ points: 60_000, balance: 60_000 });
		const { entries, credits, grants, activities, words, outbox } = await rowsOf(db);
		expect(entries).toMatchObject([
			{ id: done.entryId, kind: 'earn', points: 60_000, effective_on: '2025-03-20', stay_id: null }
		]);
		const cause = `activity ${done.activityId}`;
		expect(credits).toMatchObject([{ kind: 'nights', amount: 10, counts_on: '2025-03-20', cause }]);
		expect(grants).toMatchObject([{ tier: 'silver', from_on: '2025-03-20' }]);
		expect(activities).toMatchObject([{ id: done.activityId, source: 'partner' }]);
		expect(words).toMatchObject([{ word: 1, revision: 1, kind: 'event', entry_id: done.entryId }]);
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

	test('C1 C7: a newer revision is a reversal and a new entry, and both say why; an older one is refused', async () => {
		const { db, ada } = await house();
		const command = event(ada, { amounts: { bill: '130000', guests: 10 } });
		const first = await recordActivity(db, command, now);
		const third = { ...command, revision: 3, on: '2025-03-25', amounts: { bill: '900.00' } };
		const later = '2025-04-03T09:00:00.000Z';
		const twice = await Promise.all([
			recordActivity(db, third, later),
			recordActivity(db, third, later)
		]);
		expect(twice[1]).toEqual(twice[0]);
		expect(twice[0]).toMatchObject({ activityId: first.activityId, points: 450, balance: 450 });
		const { entries, credits, grants, outbox } = await rowsOf(db);
		expect(entries).toMatchObject([
			{ kind: 'earn', points: 60_000, effective_on: '2025-03-20' },
			{ kind: 'reversal', points: -60_000, effective_on: '2025-04-03', reverses: first.entryId },
			{ kind: 'earn', points: 450, effective_on: '2025-03-25' }
		]);
		expect(credits.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
		expect(grants.map(({ tier, revokes }) => [tier, revokes !== null])).toEqual([
			['silver', false],
			['silver', true]
		]);
		const told = outbox.filter(({ topic }) => topic === 'points-posted');
		expect(told.map(({ facts }) => JSON.parse(facts).points)).toEqual([60_000, -59_550]);

		const rows = await rowsOf(db);
		const say = (more: object) => recordActivity(db, { ...command, ...more }, later);
		expect(await say({})).toEqual(first);
		await expect(say({ revision: 2 })).rejects.toMatchObject({ code: 'older-revision' });
		await expect(say({ revision: 3 })).rejects.toMatchObject({ code: 'same-id-other-body' });
		expect(await rowsOf(db)).toEqual(rows);

		const back = await readEntry(db, ada.id, entries[1]?.id ?? '', later);
		expect(back.of).toMatchObject({ id: first.entryId, points: 60_000 });
		const original = await readEntry(db, ada.id, first.entryId ?? '', later);
		expect(original.reversedBy?.points).toBe(-60_000);
		const anew = await readEntry(db, ada.id, twice[0].entryId ?? '', later);
		const why = withLocale('en', () => explain(anew));
		expect(why.sum[0]?.how).toMatch(/900, 1 point per €2/);
		await clean(db);
	});

	test('C6: one that turns out to be none takes back what it gave, also what was spent, also of who is suspended', async () => {
		const { db, ada } = await house();
		const command = event(ada);
		await recordActivity(db, command, now);
		await spendPoints(
			db,
			{ source: 'app', id: newId(), memberId: ada.id, points: 400, what: 'tea' },
			now
		);
		await db.updateTable('member').set({ status: 'suspended' }).execute();
		const gone = { ...command, revision: 2, isCancelled: true };
		const done = await recordActivity(db, gone, now);
		expect(done).toMatchObject({ points: 0, balance: -400, noPointsBecause: 'cancelled' });
		expect(await recordActivity(db, { ...gone, revision: 3 }, now)).toEqual(done);
		const again = await recordActivity(db, { ...command, revision: 4 }, now);
		expect(again).toMatchObject({ points: 500, balance: 100 });
		await clean(db);
	});

	test('J5 C1: corrected while its member is merged, it goes back with the correction', async () => {
		for (const isCancelled of [false, true]) {
			const { db, people } = await house(2);
			const [ada, bea] = people as [Person, Person];
			const command = event(bea, { amounts: { bill: '1000', guests: 10 } });
			await recordActivity(db, command, now);
			const manager = { kind: 'staff', id: 'm' } as const;
			const merge = { id: newId(), intoId: ada.id, fromId: bea.id, why: 'one' };
			await mergeMembers(db, merge, manager, now);
			const amounts = { bill: '600', guests: 4 };
			const corrected = { ...command, memberId: ada.id, revision: 2, amounts, isCancelled };
			await recordActivity(db, corrected, now);
			const counted = async ({ id }: Person) => {
				const { accounts, credits } = await rowsOf(db);
				const own = credits.filter((credit) => credit.member_id === id);
				return [
					accounts.find((account) => account.member_id === id)?.balance,
					own.reduce((sum, { amount }) => sum + amount, 0)
				];
			};
			const left = isCancelled ? [0, 0] : [300, 4];
			expect(await counted(ada)).toEqual(left);
			await clean(db);
			const undo = { id: newId(), intoId: ada.id, mergeId: merge.id, why: 'two' };
			await undoMerge(db, undo, manager, now);
			expect(await counted(ada)).toEqual([0, 0]);
			expect(await counted(bea)).toEqual(left);
			await clean(db);
			const once = { ...command, revision: 3, amounts: { bill: '700', guests: 5 } };
			await recordActivity(db, once, now);
			expect(await counted(bea)).toEqual([350, 5]);
			await clean(db);
		}
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
			line({ amounts: { bill: '90000' } }),
			line({ activity_id: 'mended', amounts: { bill: '90' } }),
			line({ activity_id: 'mended', revision: 2, amounts: {}, cancelled: true }),
			line({ activity_id: 'mended', revision: 0 })
		];
		await writeFile(file, lines.join('\n'));
		const result = await importActivities(db, file, () => now);
		expect(result).toMatchObject({ rows: 9, posted: 3, withoutPoints: 1, rejected: 5 });
		expect(result.errors.map((error) => error.line)).toEqual([3, 4, 5, 6, 10]);
		expect(result.errors.slice(3).map(({ reason }) => reason)).toEqual([
			'kind is not one that the programme knows',
			'revision is not a whole number from 1 on'
		]);
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
