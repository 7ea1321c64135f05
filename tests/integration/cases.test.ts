import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import { answerCase, writeInCase } from '#lib/server/cases/say-in-case.ts';
import { resolveCase, sortCase } from '#lib/server/cases/resolve-case.ts';
import { listCases, listMessages } from '#lib/server/cases/queries.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { letterFor } from '#lib/server/outbox/letters.ts';
import { findStaffs } from '#lib/server/staff/queries.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-01T09:00:00.000Z';
const later = (hours: number) => addMilliseconds(now, hours * 3_600_000);

onBothDatabases((open) => {
	/** A house, a manager, a clerk of another house, and a guest who said this. */
	async function said(answers: Record<string, string>) {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		const [ada, bob] = await enrol(db, 2);
		const dates = { arrival: '2025-03-30', departure: '2025-03-31' };
		const stay = stayOf(ada!, { ...dates, updatedAt: '2025-03-31T12:00:00.000Z' });
		const [recorded] = await recordStays(db, [stay], now, { quiet: true });
		if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
		const { token } = await askAbout(db, ada!.id, recorded.stayId, now);
		await submitResponse(db, { token }, answers, now);
		// Sent twice it is one case.
		await submitResponse(db, { token }, answers, now);
		const manager = await aColleague(db, 'manager', []);
		const elsewhere = await aColleague(db, 'desk', ['COAST']);
		const [found] = await listCases(db, {}, { offset: 0, limit: 9 });
		return { db, ada: ada!, bob: bob!, manager, elsewhere, found };
	}

	async function aColleague(db: Db, role: 'manager' | 'desk', propertyCodes: string[]) {
		const id = newId();
		const who = { id, name: role, email: `${id}@house.example`, role, locale: 'en', propertyCodes };
		await createStaff(
			db,
			{ ...who, password: 'long enough now' },
			{ kind: 'system', id: 'test' },
			now
		);
		return id;
	}

	const low = { recommend: '3', comment: 'The lift was broken.' };
	const toldTopics = async (db: Db) =>
		(await db.selectFrom('outbox').select('topic').where('topic', '=', 'case-answered').execute())
			.length;

	async function letters(db: Db, topic: string) {
		const rows = await db.selectFrom('outbox').selectAll().where('topic', '=', topic).execute();
		const at = { hotel: 'Aurora', origin: 'https://h.test' };
		const all = await Promise.all(rows.map((row) => letterFor(db, row, at)));
		return all.filter((letter) => letter !== undefined);
	}

	const emailOf = async (db: Db, id: string) => (await findStaffs(db, [id])).get(id)?.email;

	test('H6: a low score opens one case, due a day later, with what the guest wrote', async () => {
		const { db, found } = await said(low);
		expect(found).toMatchObject({
			kind: 'complaint',
			status: 'open',
			due_at: later(24),
			owner: null
		});
		const messages = await listMessages(db, found!.id);
		expect(messages.map(({ said_by, body }) => [said_by, body])).toEqual([
			['guest', 'The lift was broken.']
		]);
	});

	test.each([
		[{ recommend: '10', comment: 'Ana was wonderful.' }, 'praise'],
		[{ recommend: '8', comment: 'A kettle would be nice.' }, 'suggestion'],
		[{ recommend: '8' }, undefined],
		[{ location: '1' }, 'complaint']
	])('H6: what was said is sorted: %o is %s', async (answers, kind) => {
		expect((await said(answers)).found?.kind).toBe(kind);
	});

	test('H6: the first answer stops the clock, takes the case and tells the guest, once', async () => {
		const { db, manager, found } = await said(low);
		const message = { messageId: newId(), caseId: found!.id, body: ' We have mended it. ' };
		await answerCase(db, message, manager, later(2));
		await answerCase(db, message, manager, later(3));
		const [after] = await listCases(db, {}, { offset: 0, limit: 9 });
		expect(after).toMatchObject({ answered_at: later(2), owner_id: manager });
		expect((await listMessages(db, found!.id)).at(-1)?.body).toBe('We have mended it.');
		expect(await toldTopics(db)).toBe(1);
		// The mail has the answer in it; what waits to be sent has not.
		const [mail] = await letters(db, 'case-answered');
		expect(mail?.text).toContain('> We have mended it.');
		const waiting = await db.selectFrom('outbox').select('facts').execute();
		expect(JSON.stringify(waiting)).not.toContain('mended');
		await expect(
			answerCase(db, { ...message, body: 'Something else.' }, manager, later(3))
		).rejects.toMatchObject({ code: 'same-id-other-body' });
	});

	test('H6: a complaint is not closed without a word, nor by who works elsewhere; closed it tells what was changed', async () => {
		const { db, manager, elsewhere, found } = await said(low);
		const end = { caseId: found!.id, resolution: 'Lift mended.', changed: 'The lift works.' };
		await expect(resolveCase(db, end, manager, now)).rejects.toMatchObject({
			code: 'case-unanswered'
		});
		const message = { messageId: newId(), caseId: found!.id, body: 'Sorry.' };
		await expect(answerCase(db, message, elsewhere, now)).rejects.toMatchObject({
			code: 'not-allowed'
		});
		await answerCase(db, message, manager, now);
		await resolveCase(db, end, manager, later(1));
		// Said again, because its answer was lost.
		await resolveCase(db, end, manager, later(2));
		const other = { ...end, resolution: 'Lift sold.' };
		await expect(resolveCase(db, other, manager, later(2))).rejects.toMatchObject({
			code: 'case-resolved'
		});
		expect(await listCases(db, {}, { offset: 0, limit: 9 })).toEqual([]);
		expect(await toldTopics(db)).toBe(2);
	});

	test('H6: the guest writes back, which opens it again; another guest cannot', async () => {
		const { db, ada, bob, manager, found } = await said(low);
		const message = () => ({ messageId: newId(), caseId: found!.id, body: 'Still broken.' });
		await answerCase(db, message(), manager, now);
		const end = { caseId: found!.id, resolution: 'Done.', changed: '' };
		await resolveCase(db, end, manager, now);
		await expect(writeInCase(db, message(), bob.id, now)).rejects.toMatchObject({
			code: 'not-found'
		});
		const back = { ...message(), body: '<b>Still</b> broken.' };
		await writeInCase(db, back, ada.id, later(5));
		await writeInCase(db, back, ada.id, later(6));
		// Whose case it is is told once, with the words.
		const told = await letters(db, 'staff-case-written');
		expect(told.map(({ to }) => to)).toEqual([await emailOf(db, manager)]);
		expect(told[0]?.text).toContain('> <b>Still</b> broken.');
		expect(told[0]?.html).toContain('&lt;b&gt;Still&lt;/b&gt; broken.');
		expect(told[0]?.text).toContain(`/admin/cases/${found!.id}`);
		expect(await listCases(db, {}, { offset: 0, limit: 9 })).toHaveLength(1);
	});

	test('H6 J4: what it is and whose can be said by hand, and stands in the log', async () => {
		const { db, manager, elsewhere, found } = await said({ recommend: '8', comment: 'Kettle?' });
		await sortCase(db, { caseId: found!.id, kind: 'complaint', ownerId: manager }, manager, now);
		const [after] = await listCases(db, { ownerId: manager }, { offset: 0, limit: 9 });
		expect(after).toMatchObject({ kind: 'complaint', owner_id: manager });
		await expect(
			sortCase(db, { caseId: found!.id, kind: 'complaint', ownerId: elsewhere }, manager, now)
		).rejects.toMatchObject({ code: 'not-allowed' });
		const acts = await db
			.selectFrom('audit')
			.select('act')
			.where('act', 'like', 'case-%')
			.execute();
		expect(acts).toEqual([{ act: 'case-sorted' }]);
	});
});
