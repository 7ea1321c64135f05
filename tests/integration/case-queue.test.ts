import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import { answerCase, writeInCase } from '#lib/server/cases/say-in-case.ts';
import { countOpenOf } from '#lib/server/cases/open-queries.ts';
import { readOpenCases } from '#lib/server/cases/read-open-cases.ts';
import { readOwnCases } from '#lib/server/cases/read-case.ts';
import { readQueue } from '#lib/server/cases/read-queue.ts';
import { resolveCase, sortCase } from '#lib/server/cases/resolve-case.ts';
import type { Db } from '#lib/server/db/database.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { changeProperty } from '#lib/server/stays/change-property.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { praise, saying } from './case-house.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, newId, plainVersion, publish, type Person } from './model/house.ts';

// A Tuesday.
const now = '2025-04-01T09:00:00.000Z';
const later = (hours: number) => addMilliseconds(now, hours * 3_600_000);

onBothDatabases((open) => {
	async function house(guests = 2) {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'LAKE']);
		const people = await enrol(db, guests);
		const mia = newId();
		const who = { id: mia, name: 'Mia', role: 'manager', locale: 'en' } as const;
		const more = { email: `${mia}@house.example`, propertyCodes: [], password: 'long enough now' };
		await createStaff(db, { ...who, ...more }, { kind: 'system', id: 'test' }, now);
		const [ada, bob] = people;
		return { db, mia, ada: ada!, bob: bob!, people };
	}

	const queue = (db: Db, staffId: string, asked = '', at = now) =>
		readQueue(db, new URL(`http://house.example/admin/cases?${asked}`), staffId, at);
	const idsOf = async (...asked: Parameters<typeof queue>) =>
		(await queue(...asked)).rows.map(({ id }) => id);
	const named = async (db: Db, { id }: Person, given: string, family: string) =>
		db
			.updateTable('member_identity')
			.set({
				...{ given_name: given, family_name: family },
				...{ given_name_key: given.toLowerCase(), family_name_key: family.toLowerCase() }
			})
			.where('member_id', '=', id)
			.execute();
	const saysBack = (caseId: string) => ({ messageId: newId(), caseId, body: 'Still broken.' });

	test('H6: what is overdue comes first, what was answered last; the queue is filtered', async () => {
		const { db, mia, ada, bob } = await house();
		const old = await saying(db, ada, later(-30));
		const answered = await saying(db, ada, later(-40));
		const fresh = await saying(db, bob, later(-1), undefined, 'LAKE');
		const kind = await saying(db, bob, later(-2), praise);
		await answerCase(db, saysBack(answered), mia, now);
		expect(await idsOf(db, mia)).toEqual([old, kind, fresh, answered]);
		const { rows, overdue } = await queue(db, mia);
		expect(rows.map(({ isOverdue }) => isOverdue)).toEqual([true, false, false, false]);
		expect(overdue).toBe(1);
		expect(await idsOf(db, mia, 'status=overdue')).toEqual([old]);
		expect(await idsOf(db, mia, 'owner=mine')).toEqual([answered]);
		expect(await idsOf(db, mia, 'owner=nobody&property=CITY')).toEqual([old, kind]);
		expect(await idsOf(db, mia, 'kind=praise')).toEqual([kind]);
		await resolveCase(db, { caseId: answered, resolution: 'Done.', changed: '' }, mia, now);
		expect(await idsOf(db, mia, 'status=resolved')).toEqual([answered]);
		expect(await idsOf(db, mia, 'status=overdue&owner=mine')).toEqual([]);
	});

	test('H6: cases are found by the name or the number of their guest, page by page', async () => {
		const { db, mia, people } = await house(30);
		const [ada] = people;
		await named(db, ada!, 'Ada', 'Lovelace');
		for (const person of people) await saying(db, person, now);
		const all = [await queue(db, mia), await queue(db, mia, 'page=2')];
		expect(all.map(({ rows }) => rows.length)).toEqual([25, 5]);
		expect(all[0]?.list).toMatchObject({ total: 30, pages: 2 });
		for (const q of ['lovel', 'Ada Lovelace', 'Lovelace Ada', ada!.number]) {
			const { rows, list } = await queue(db, mia, `q=${encodeURIComponent(q)}`);
			expect(rows).toMatchObject([{ name: 'Ada Lovelace', number: ada!.number }]);
			expect(list.total).toBe(1);
		}
		expect(await idsOf(db, mia, 'q=nobody')).toEqual([]);
		expect((await queue(db, mia, `q=${encodeURIComponent('…')}`)).list.total).toBe(0);
	});

	test('H6: a case waits only while somebody of its house is there', async () => {
		const { db, mia, ada } = await house();
		const office = { from: '09:00', to: '17:00' };
		const [city] = await listProperties(db);
		const hours = Array.from({ length: 7 }, (_, day) => (day < 5 ? office : undefined));
		const change = { ...city!, hours, revision: 1 };
		await changeProperty(db, change, { kind: 'staff', id: mia }, now);
		const caseId = await saying(db, ada, now);
		const elsewhere = await saying(db, ada, now, undefined, 'LAKE');
		const due = new Map((await queue(db, mia)).rows.map(({ id, dueAt }) => [id, dueAt]));
		// Three working days, to the end of the third.
		expect(due.get(caseId)).toBe('2025-04-03T17:00:00.000Z');
		expect(due.get(elsewhere)).toBe(later(24));
	});

	test('H6: what was closed or answered waits anew when the guest writes back, what waits does not longer', async () => {
		const { db, mia, ada } = await house();
		const caseId = await saying(db, ada, now);
		await writeInCase(db, saysBack(caseId), ada.id, later(3));
		expect((await queue(db, mia)).rows).toMatchObject([{ dueAt: later(24) }]);
		await answerCase(db, saysBack(caseId), mia, later(4));
		await resolveCase(db, { caseId, resolution: 'Done.', changed: 'New lift.' }, mia, later(5));
		const again = saysBack(caseId);
		await writeInCase(db, again, ada.id, later(100));
		await writeInCase(db, again, ada.id, later(110));
		const [line] = (await queue(db, mia, '', later(130))).rows;
		expect(line).toMatchObject({ dueAt: later(124), isOverdue: true, isAnswered: false });
		expect(await readOwnCases(db, ada.id)).toMatchObject([
			{ status: 'open', isAnswered: false, hasChanged: true }
		]);
		await answerCase(db, saysBack(caseId), mia, later(131));
		await writeInCase(db, saysBack(caseId), ada.id, later(140));
		expect((await queue(db, mia)).rows).toMatchObject([{ dueAt: later(164), isAnswered: false }]);
	});

	test('H6 K1: the desk reads what of a guest is open in one line, and of another house that there is something', async () => {
		const { db, mia, ada, bob } = await house();
		const [city] = await listProperties(db);
		const texts = ['The lift\nwas broken.', 'Noise.'];
		const first = await saying(db, ada, now, { recommend: 2, texts });
		const second = await saying(db, ada, later(1), { recommend: 3, texts: ['Cold soup.'] }, 'LAKE');
		const closed = await saying(db, ada, later(2), praise);
		await resolveCase(db, { caseId: closed, resolution: 'Read out.', changed: '' }, mia, later(3));
		await answerCase(db, saysBack(second), mia, later(3));
		await sortCase(db, { caseId: first, kind: 'suggestion', ownerId: undefined }, mia, later(3));
		const shanghai = { ...city!, timeZone: 'Asia/Shanghai' };
		expect(await readOpenCases(db, ada.id, shanghai)).toEqual([
			{
				...{ id: first, kind: 'suggestion', about: 'The lift was broken. Noise.' },
				...{ since: '2025-04-01', answerBy: { on: '2025-04-02', at: '17:00' } }
			},
			{ id: second, kind: 'complaint', about: '', since: '2025-04-01', answerBy: undefined }
		]);
		expect([...(await countOpenOf(db, [ada.id, bob.id]))]).toEqual([[ada.id, 2]]);
		expect(await readOpenCases(db, bob.id, shanghai)).toEqual([]);
	});
});
