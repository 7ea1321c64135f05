import { expect, test } from 'vitest';
import type { SurveyWords } from '#lib/domain/views/survey-words.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { readDictionary } from '#lib/server/surveys/dictionary.ts';
import { deleteAnswers } from '#lib/server/surveys/queries.ts';
import { readResponses } from '#lib/server/surveys/read-responses.ts';
import { readTheme, readWords } from '#lib/server/surveys/read-words.ts';
import { putWord, removeTheme, saveTheme } from '#lib/server/surveys/save-theme.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-01T09:00:00.000Z';
const later = '2025-07-01T09:00:00.000Z';
const manager = { kind: 'staff', id: 'manager' } as const;

interface Said {
	readonly text: string;
	/** Five steps, of the location alone: the index is twice this. */
	readonly location?: string;
	readonly property?: string;
	readonly at?: string;
}

onBothDatabases((open) => {
	/** Guests who have each written about a stay of their own; the ids of their responses. */
	async function wrote(...all: Said[]): Promise<{ db: Db; ids: string[] }> {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		const people = await enrol(db, all.length);
		const ids: string[] = [];
		for (const [index, { text, location, property = 'CITY', at = now }] of all.entries()) {
			const who = people[index]!;
			const dates = { arrival: '2025-03-30', departure: '2025-03-31' };
			const stay = stayOf(who, { ...dates, property, updatedAt: '2025-03-31T12:00:00.000Z' });
			const [recorded] = await recordStays(db, [stay], now, { quiet: true });
			if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
			const { id, token } = await askAbout(db, who.id, recorded.stayId, now, {
				expiresAt: '2025-12-31T00:00:00.000Z'
			});
			const answers = { comment: text, ...(location && { location }) };
			await submitResponse(db, { token }, answers, at);
			ids.push(id);
		}
		return { db, ids };
	}

	const themesOf = (view: SurveyWords) => view.dimensions.flatMap(({ themes }) => themes);
	const said = (view: SurveyWords) =>
		Object.fromEntries(
			themesOf(view).flatMap(({ id, n, index, said: words }) =>
				n > 0 ? [[id, [n, index?.score, ...words.map((one) => `${one.word} ${one.n}`)]]] : []
			)
		);
	const loose = (view: SurveyWords) => view.loose.map(({ word, n }) => `${word} ${n}`);

	const four: Said[] = [
		{ text: 'Breakfast, breakfast! And a noisy lift.', location: '5' },
		{ text: 'The coffee at breakfast was cold. The lift too.', location: '3' },
		{ text: '早餐很好，入住的时候有点吵。', location: '1', property: 'COAST' },
		{ text: 'Noisy.', at: later }
	];

	test('H4: themes count each response that mentions them once, with its index, by language', async () => {
		const { db } = await wrote(...four);
		const view = await readWords(db, {}, later);
		expect(view.written).toBe(4);
		expect(said(view)).toEqual({
			// 10, 6 and 2 on the scale of 2 to 10.
			breakfast: [3, 6, 'breakfast 2', 'coffee 1', '早餐 1'],
			// The last has said nothing that counts for an index.
			noise: [3, 6, 'noisy 2', '吵 1'],
			climate: [1, 6, 'cold 1'],
			'check-in': [1, 2, '入住 1']
		});
		expect(view.dimensions.map(({ id }) => id)).toEqual([
			...['surroundings', 'facilities', 'service', 'people', 'spend']
		]);
		expect(themesOf(view).every(({ small }) => small)).toBe(true);
		expect(loose(view)).toEqual(['lift 2']);
	});

	test('H4: what is written about is narrowed by house, period and tier', async () => {
		const { db } = await wrote(...four);
		expect(said(await readWords(db, { property: 'COAST' }, later))).toEqual({
			breakfast: [1, 2, '早餐 1'],
			noise: [1, 2, '吵 1'],
			'check-in': [1, 2, '入住 1']
		});
		expect(said(await readWords(db, { period: '1' }, later))).toEqual({
			noise: [1, undefined, 'noisy 1']
		});
		expect((await readWords(db, { tier: 'nobody' }, later)).written).toBe(0);
	});

	test('H4: the responses that say a word, or anything of a theme, are found with what they say', async () => {
		const { db, ids } = await wrote(...four);
		const found = async (filters: Record<string, string>) => {
			const asked = { sort: 'date', descending: false, filters, offset: 0, limit: 25 } as const;
			const { rows, list } = await readResponses(db, asked, later);
			expect(list.total).toBe(rows.length);
			return rows.map(({ id, texts }) => [ids.indexOf(id), texts]);
		};
		expect(await found({ word: 'Breakfast', property: 'CITY' })).toEqual(
			expect.arrayContaining([
				[0, [four[0]!.text]],
				[1, [four[1]!.text]]
			])
		);
		expect(await found({ word: '早餐', language: 'zh-CN' })).toEqual([[2, [four[2]!.text]]]);
		expect(await found({ word: '早餐', language: 'en' })).toEqual([]);
		expect((await found({ theme: 'noise' })).map(([at]) => at).toSorted()).toEqual([0, 2, 3]);
	});

	test('H4: another dictionary counts what was written before, at once', async () => {
		const { db } = await wrote(...four);
		await putWord(db, { themeId: 'getting-here', locale: 'en', word: 'Lift' }, manager, later);
		await putWord(db, { themeId: 'getting-here', locale: 'en', word: 'lift' }, manager, later);
		// The segmenter makes three words of it, but it stands there.
		await putWord(db, { themeId: 'noise', locale: 'zh-CN', word: '有点吵' }, manager, later);
		const put = await readWords(db, {}, later);
		expect(said(put)['getting-here']).toEqual([2, 8, 'lift 2']);
		expect(loose(put)).toEqual([]);
		expect(said(put)['noise']).toEqual([3, 6, 'noisy 2', '吵 1', '有点吵 1']);

		const { revision } = await readTheme(db, 'breakfast');
		await removeTheme(db, { id: 'breakfast', revision: revision! }, manager, later);
		const without = await readWords(db, {}, later);
		expect(said(without)['breakfast']).toBeUndefined();
		expect(loose(without)).toEqual(['breakfast 2']);
		// What was removed is not shipped again.
		expect((await readDictionary(db)).map(({ id }) => id)).not.toContain('breakfast');
		const acts = db.selectFrom('audit').select('act').where('subject_kind', '=', 'theme');
		expect((await acts.orderBy('id').execute()).map(({ act }) => act)).toEqual([
			...['theme-changed', 'theme-changed', 'theme-removed']
		]);
	});

	test('H4: a word is of one theme of its language, and the no names that theme', async () => {
		const { db } = await wrote(four[0]!);
		const lift = {
			...{ id: 'lift', name: { en: 'Lift', 'zh-CN': '电梯' }, dimension: 'surroundings' },
			words: { en: ['lift', 'Elevator', 'lift'], 'zh-CN': ['电梯'] }
		};
		await saveTheme(db, lift, manager, now);
		await saveTheme(db, lift, manager, now);
		expect((await readTheme(db, 'lift')).words).toEqual({
			en: ['elevator', 'lift'],
			'zh-CN': ['电梯']
		});
		const change = (words: Record<string, string[]>) =>
			saveTheme(db, { ...lift, words, revision: 1 }, manager, now);
		await expect(change({ en: ['lift', 'Breakfast'] })).rejects.toMatchObject({
			code: 'word-of-other-theme',
			facts: { word: 'breakfast', theme: 'breakfast', field: 'words-en' }
		});
		const put = { themeId: 'noise', locale: 'en', word: 'lift' };
		await expect(putWord(db, put, manager, now)).rejects.toMatchObject({
			facts: { word: 'lift', theme: 'lift' }
		});
		await expect(change({ en: ['air conditioning'] })).rejects.toMatchObject({
			code: 'word-not-counted',
			facts: { word: 'air conditioning' }
		});
		await expect(
			saveTheme(db, { ...lift, dimension: 'nowhere', revision: 1 }, manager, now)
		).rejects.toMatchObject({ code: 'invalid', facts: { field: 'dimension' } });
		// All of it was refused as a whole.
		expect((await readTheme(db, 'lift')).words['en']).toEqual(['elevator', 'lift']);
		// The same letters in another language are another word.
		await change({ en: ['lift'], 'zh-CN': ['lift'] });
		expect((await readTheme(db, 'lift')).words).toEqual({ en: ['lift'], 'zh-CN': ['lift'] });
	});

	test('H4: who saves a theme over what somebody else has changed is told', async () => {
		const { db } = await wrote(four[0]!);
		const view = await readTheme(db, 'noise');
		const shown = { ...view, revision: view.revision! };
		await putWord(db, { themeId: 'noise', locale: 'en', word: 'lift' }, manager, later);
		const mine = { ...shown, words: { ...shown.words, en: ['noisy'] } };
		await expect(saveTheme(db, mine, manager, later)).rejects.toMatchObject({
			code: 'changed-meanwhile',
			facts: { fields: 'words-en', by: 'manager' }
		});
		await expect(
			removeTheme(db, { id: 'noise', revision: 1 }, manager, later)
		).rejects.toMatchObject({ code: 'changed-meanwhile' });
		await expect(
			removeTheme(db, { id: 'nothing', revision: 1 }, manager, later)
		).rejects.toMatchObject({ code: 'not-found' });
	});

	test('H4: the dictionary is shipped once, also by two at once', async () => {
		const { db } = await wrote();
		expect((await readDictionary(db)).length).toBe(12);
		expect(await db.selectFrom('theme').select('id').execute()).toEqual([]);
		const put = (word: string) =>
			putWord(db, { themeId: 'noise', locale: 'en', word }, manager, now);
		const both = await Promise.allSettled([put('lift'), put('elevator')]);
		// One of both may come second to the same revision, and then asks again.
		for (const [at, one] of both.entries())
			if (one.status === 'rejected') await put(['lift', 'elevator'][at]!);
		const { words } = await readTheme(db, 'noise');
		expect(words['en']).toEqual(expect.arrayContaining(['lift', 'elevator', 'noisy']));
		expect((await db.selectFrom('theme').select('id').execute()).length).toBe(12);
	});

	test('H4: counted words go with the answer that they were in', async () => {
		const { db, ids } = await wrote(four[0]!, four[1]!);
		await transact(db, (trx) => deleteAnswers(trx, ids[0]!));
		const left = db.selectFrom('response_word').select('response_id').distinct();
		expect(await left.execute()).toEqual([{ response_id: ids[1] }]);
		expect(said(await readWords(db, {}, later))['noise']).toBeUndefined();
	});

	test('H4: a text is counted in its own language, and however long it is', async () => {
		const long = `${'早餐'.repeat(500)}${'x'.repeat(900)}`;
		const { db } = await wrote({ text: long }, { text: '<script>alert(1)</script> bed' });
		const view = await readWords(db, {}, later);
		expect(said(view)['breakfast']?.[0]).toBe(1);
		expect(said(view)['bed']).toEqual([1, undefined, 'bed 1']);
		expect(loose(view)).toEqual([]);
	});
});
