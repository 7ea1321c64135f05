import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import { decideConsent } from '#lib/server/consent/decide-consent.ts';
import { textVersions } from '#lib/server/consent/purposes.ts';
import { readWishHistory } from '#lib/server/guests/read-wish-history.ts';
import { newId } from '#lib/server/ids.ts';
import { changeLocale } from '#lib/server/members/change-locale.ts';
import { changeName } from '#lib/server/members/change-name.ts';
import { readMe } from '#lib/server/members/read-me.ts';
import { describeNewer } from '#lib/server/preferences/describe-newer.ts';
import { installCatalogue } from '#lib/server/preferences/install-catalogue.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { saveAnswers } from '#lib/server/surveys/save-answers.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import { questionsOf } from '#lib/domain/surveys/survey.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { joined } from './people.ts';
import { askAbout } from './survey-people.ts';

// What a phone sends late, against what another device has said meanwhile.

const now = '2026-03-01T12:00:00.000Z';
const before = (minutes: number) => addMilliseconds(now, -minutes * 60_000);

onBothDatabases((open) => {
	async function house() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		await installCatalogue(db, { kind: 'system', id: 'test' }, before(600));
		const [ada] = await enrol(db, 1);
		const memberId = ada!.id;
		const wish = (values: Record<string, string>, said = now, id = newId()) =>
			savePreferences(db, { id, memberId, values }, now, said);
		const held = async () =>
			Object.fromEntries(
				(await db.selectFrom('preference').select(['item_id', 'value']).execute()).map((row) => [
					row.item_id,
					JSON.parse(row.value) as unknown
				])
			);
		return { db, ada: ada!, memberId, wish, held };
	}

	test('F2: the later word holds item by item, whichever arrives first, and both stay in the history', async () => {
		const { db, memberId, wish, held } = await house();
		await wish({ 'bed-type': 'double' }, before(10));
		const late = await wish({ 'bed-type': 'twin', pillow: 'soft' }, before(30));
		expect(late).toEqual({ items: ['pillow'], newer: [{ item: 'bed-type', at: before(10) }] });
		expect(await held()).toEqual({ 'bed-type': 'double', pillow: ['soft'] });
		const { changes } = await readWishHistory(db, memberId);
		expect(changes.filter(({ label }) => label.en === 'Kind of bed')).toHaveLength(2);
		await wish({ 'bed-type': 'twin' }, before(5));
		expect(await held()).toMatchObject({ 'bed-type': 'twin' });
	});

	test('F2: a guest is told in words what holds instead of what they sent', async () => {
		const { db, memberId, wish } = await house();
		await wish({ 'bed-type': 'double' }, before(10));
		const command = { id: newId(), memberId, values: { 'bed-type': 'twin' } };
		const saved = await savePreferences(db, command, now, before(30));
		expect(await describeNewer(db, command, saved, now)).toEqual([
			{
				item: 'bed-type',
				at: before(10),
				label: expect.objectContaining({ en: 'Kind of bed' }) as unknown,
				holds: { kind: 'texts', texts: [expect.objectContaining({ en: 'One large bed' })] },
				sent: { kind: 'texts', texts: [expect.objectContaining({ en: 'Two single beds' })] }
			}
		]);
	});

	test('F2: what was taken back later stays so', async () => {
		const { wish, held } = await house();
		await wish({ 'bed-type': 'double' }, before(60));
		await wish({ 'bed-type': '' }, before(10));
		expect((await wish({ 'bed-type': 'twin' }, before(30))).newer).toHaveLength(1);
		expect(await held()).toEqual({});
	});

	test('T13: asked again with the same id, at whatever age, is answered as the first time', async () => {
		const { db, wish, held } = await house();
		const id = newId();
		const first = await wish({ 'bed-type': 'twin' }, before(30), id);
		await wish({ 'bed-type': 'double' }, before(10));
		expect(await wish({ 'bed-type': 'twin' }, before(29), id)).toEqual(first);
		expect(await held()).toEqual({ 'bed-type': 'double' });
		expect(await db.selectFrom('preference_change').select('id').execute()).toHaveLength(2);
	});

	test('H3: an answer holds what was said to it last, also where that was taken back', async () => {
		const { db, ada, memberId } = await house();
		const stay = stayOf(ada, { arrival: '2026-02-20', departure: '2026-02-22' });
		const [result] = await recordStays(db, [stay], before(600), { quiet: true });
		const stayId = result && 'stayId' in result ? result.stayId : '';
		const { id } = await askAbout(db, memberId, stayId, before(500));
		const [one = '', two = '', three = ''] = questionsOf(shippedSurvey)
			.filter(({ kind }) => kind === 'steps5')
			.map((question) => question.id);
		const say = (answers: Record<string, string>, said: string) =>
			saveAnswers(db, { memberId, id }, answers, now, said);
		await say({ [one]: '5', [two]: '5' }, before(20));
		await say({ [two]: '' }, before(10));
		expect(await say({ [one]: '1', [two]: '1', [three]: '1' }, before(30))).toEqual([
			{ item: one, at: before(20) },
			{ item: two, at: before(10) }
		]);
		await submitResponse(db, { memberId, id }, { [one]: '2' }, now, before(25));
		const rows = await db
			.selectFrom('survey_answer')
			.select(['item', 'value'])
			.where('value', '<>', '')
			.execute();
		expect(new Map(rows.map(({ item, value }) => [item, value]))).toEqual(
			new Map([
				[one, '5'],
				[three, '1']
			])
		);
	});

	test('F2: name, language and consents hold what was said last, not what came last', async () => {
		const db = await open();
		const { id: memberId, session } = await joined(db, { consents: ['membership'] });
		const name = (givenName: string, said: string) =>
			changeName(db, { memberId, givenName, familyName: 'Berg' }, now, said);
		const consent = (given: boolean, said: string) => {
			const version = textVersions.marketing;
			const asked = { memberId, purpose: 'marketing', given, version, locale: 'en' } as const;
			return decideConsent(db, asked, now, said);
		};
		const none = { newerAt: undefined };
		const late = { newerAt: before(10) };
		expect(await name('Anna', before(10))).toEqual(none);
		expect(await name('Ana', before(30))).toEqual(late);
		expect(await changeLocale(db, { memberId, locale: 'zh-CN' }, before(10))).toEqual(none);
		expect(await changeLocale(db, { memberId, locale: 'en' }, before(30))).toEqual(late);
		expect(await consent(true, before(10))).toEqual(none);
		expect(await consent(false, before(30))).toEqual(late);
		// The same once more is no other word.
		expect(await consent(true, before(30))).toEqual(none);
		const me = await readMe(db, memberId, session.sessionId, now);
		expect(me).toMatchObject({ givenName: 'Anna', locale: 'zh-CN' });
		expect(me.consents.find(({ purpose }) => purpose === 'marketing')?.decision?.given).toBe(true);
	});
});
