import { firstCuts } from '#lib/domain/surveys/cuts.ts';
import { expect, test } from 'vitest';
import { decideGoodwill, giveGoodwill } from '#lib/server/cases/give-goodwill.ts';
import { openCaseOf } from '#lib/server/cases/open-case.ts';
import { listCases } from '#lib/server/cases/queries.ts';
import { readCase } from '#lib/server/cases/read-case.ts';
import { readCaseToWork, readQueue } from '#lib/server/cases/read-queue.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { newId } from '#lib/server/ids.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish } from './model/house.ts';

const now = '2025-04-01T09:00:00.000Z';
const nextDay = '2025-04-02T09:00:00.000Z';

onBothDatabases((open) => {
	/** A complaint, and two managers who may each give 1,000 points a day. */
	async function complained() {
		const db = await open();
		await publish(db, { ...plainVersion, approvals: { adjustMost: { manager: 1_000 } } });
		await build(db, ['CITY']);
		const [ada] = await enrol(db, 1);
		const [city] = await listProperties(db);
		const said = { responseId: null, cuts: firstCuts, memberId: ada!.id, propertyId: city!.id };
		const words = { index: 3, recommend: 2, texts: ['The lift was broken.'] };
		await transact(db, (trx) => openCaseOf(trx, { ...said, ...words }, now));
		const [found] = await listCases(db, {}, { offset: 0, limit: 9 });
		const [mia, max] = [await aManager(db, 'Mia'), await aManager(db, 'Max')];
		return { db, ada: ada!.id, caseId: found!.id, mia, max };
	}

	async function aManager(db: Db, name: string): Promise<string> {
		const id = newId();
		const who = { id, name, email: `${id}@house.example`, role: 'manager', locale: 'en' } as const;
		const actor = { kind: 'system', id: 'test' } as const;
		await createStaff(db, { ...who, propertyCodes: [], password: 'long enough now' }, actor, now);
		return id;
	}

	const gift = (caseId: string, points: number) => ({
		goodwillId: newId(),
		caseId,
		points,
		why: 'For the broken lift.'
	});
	const entriesOf = async (db: Db, memberId: string) =>
		(
			await db
				.selectFrom('entry')
				.select(['kind', 'points'])
				.where('member_id', '=', memberId)
				.execute()
		).map(({ kind, points }) => [kind, points]);

	test('H6 T13: points within the limit are given at once, and once when the answer is lost 20 times', async () => {
		const { db, ada, caseId, mia } = await complained();
		const given = gift(caseId, 800);
		for (let at = 0; at < 20; at++) expect(await giveGoodwill(db, given, mia, now)).toBe('given');
		const together = gift(caseId, 100);
		const answers = await Promise.all([1, 2, 3].map(() => giveGoodwill(db, together, mia, now)));
		expect(answers).toEqual(['given', 'given', 'given']);
		expect(await entriesOf(db, ada)).toEqual([
			['goodwill', 800],
			['goodwill', 100]
		]);
		expect(await readCase(db, ada, caseId, now)).toMatchObject({ points: 900 });
		expect((await verifyLedger(db)).problems).toEqual([]);
		await expect(giveGoodwill(db, { ...given, points: 1 }, mia, now)).rejects.toMatchObject({
			code: 'same-id-other-body'
		});
	});

	test('H6 J3: what somebody gives by hand and as goodwill counts together; above the limit it is asked for', async () => {
		const { db, ada, caseId, mia } = await complained();
		const byHand = { source: 'app', id: newId(), memberId: ada, points: 600, why: 'Late bus' };
		await adjustPoints(db, byHand, { kind: 'staff', id: mia }, now);
		const asked = gift(caseId, 401);
		expect(await giveGoodwill(db, asked, mia, now)).toBe('asked');
		// Tomorrow it would be within the limit; what was asked stays asked.
		expect(await giveGoodwill(db, asked, mia, nextDay)).toBe('asked');
		expect(await giveGoodwill(db, gift(caseId, 400), mia, now)).toBe('given');
		expect(await entriesOf(db, ada)).toEqual([
			['adjust', 600],
			['goodwill', 400]
		]);
	});

	test('H6: the second pair of eyes is another’s; the same word again changes nothing', async () => {
		const { db, ada, caseId, mia, max } = await complained();
		const asked = gift(caseId, 5_000);
		await giveGoodwill(db, asked, mia, now);
		const url = new URL('http://house.example/admin/cases');
		expect((await readQueue(db, url, mia, now)).asked).toEqual([]);
		expect((await readQueue(db, url, max, now)).asked).toEqual([
			{ id: asked.goodwillId, caseId, points: 5_000 }
		]);
		const agreed = { goodwillId: asked.goodwillId, caseId, agrees: true, why: '' };
		await expect(decideGoodwill(db, agreed, mia, now)).rejects.toMatchObject({
			code: 'own-request'
		});
		await Promise.all([1, 2].map(() => decideGoodwill(db, agreed, max, now)));
		expect(await entriesOf(db, ada)).toEqual([['goodwill', 5_000]]);
		const no = { ...agreed, agrees: false, why: 'Too much.' };
		await expect(decideGoodwill(db, no, max, now)).rejects.toMatchObject({
			code: 'goodwill-decided'
		});
		const [line] = (await readCaseToWork(db, caseId, max, now)).goodwill;
		expect(line).toMatchObject({ status: 'given', askedBy: 'Mia', decidedBy: 'Max' });
	});

	test('H6: refused it gives nothing and says why, and can be asked for anew', async () => {
		const { db, ada, caseId, mia, max } = await complained();
		const asked = gift(caseId, 5_000);
		await giveGoodwill(db, asked, mia, now);
		const no = { goodwillId: asked.goodwillId, caseId, agrees: false, why: '' };
		await expect(decideGoodwill(db, no, max, now)).rejects.toMatchObject({ code: 'invalid' });
		await decideGoodwill(db, { ...no, why: 'A night is enough.' }, max, now);
		expect(await entriesOf(db, ada)).toEqual([]);
		const [line] = (await readCaseToWork(db, caseId, mia, now)).goodwill;
		expect(line).toMatchObject({ status: 'refused', refusedBecause: 'A night is enough.' });
		expect(await giveGoodwill(db, gift(caseId, 900), mia, now)).toBe('given');
	});

	test('H6: a suspended guest gets none, and nothing is kept of it', async () => {
		const { db, ada, caseId, mia } = await complained();
		await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', ada).execute();
		await expect(giveGoodwill(db, gift(caseId, 10), mia, now)).rejects.toMatchObject({
			code: 'account-suspended'
		});
		expect((await readCaseToWork(db, caseId, mia, now)).goodwill).toEqual([]);
	});
});
