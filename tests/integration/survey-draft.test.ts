import { expect, test } from 'vitest';
import type { SurveyEdit } from '#lib/domain/surveys/draft.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import type { OpenSurvey, ThanksView } from '#lib/domain/views/survey.ts';
import { transact } from '#lib/server/db/transact.ts';
import type { Db } from '#lib/server/db/database.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { changeSurveyDraft, undoInSurveyDraft } from '#lib/server/surveys/change-draft.ts';
import { discardSurveyDraft, publishSurveyDraft } from '#lib/server/surveys/publish-draft.ts';
import {
	readSurveyDraft,
	readSurveyVersion,
	readSurveyVersions
} from '#lib/server/surveys/read-draft.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { readSurvey } from '#lib/server/surveys/read-survey.ts';
import { saveAnswers } from '#lib/server/surveys/save-answers.ts';
import { startSurveyDraft } from '#lib/server/surveys/start-draft.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { takeNewestVersion } from '#lib/server/surveys/versions.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-01T09:00:00.000Z';
const manager = { kind: 'staff', id: 'manager' } as const;
const other = { kind: 'staff', id: 'other' } as const;
const surveyId = shippedSurvey.id;

onBothDatabases((open) => {
	async function begun() {
		const db = await open();
		await startSurveyDraft(db, manager, now);
		return db;
	}

	async function draftOf(db: Db) {
		const draft = await readSurveyDraft(db, ['en', 'zh-CN']);
		if (!draft) throw new Error('no draft');
		return draft;
	}

	const shown = async (db: Db) => {
		const { id: draftId, revision } = await draftOf(db);
		return { surveyId, draftId, revision };
	};
	const change = async (db: Db, edit: SurveyEdit) =>
		changeSurveyDraft(db, await shown(db), edit, manager, now);
	const publishIt = async (db: Db) => publishSurveyDraft(db, await shown(db), manager, now);
	const isThere = async (db: Db) => (await readSurveyDraft(db, ['en'])) !== undefined;

	const concierge = {
		do: 'add',
		section: 'people',
		kind: 'scale10',
		label: { en: 'The concierge', 'zh-CN': '礼宾部' }
	} as const;

	test('H1: a draft begins as what is sent now; of two who start at once both get the same', async () => {
		const db = await open();
		const second = await openPlace(placeOf(db));
		await Promise.all([db, second].map((one) => startSurveyDraft(one, manager, now)));
		const draft = await draftOf(db);
		expect(draft).toMatchObject({ revision: 1, canUndo: false, problems: [] });
		expect(draft.survey).toEqual(shippedSurvey);
		expect(draft.untranslated).toEqual({ 'zh-CN': [] });
		const acts = await db.selectFrom('audit').select('act').execute();
		expect(acts).toEqual([{ act: 'survey-draft-started' }]);
	});

	test('H1: of two who change the same draft the second is told who was faster, and nothing is lost', async () => {
		const db = await begun();
		const both = await shown(db);
		await changeSurveyDraft(db, both, concierge, other, now);
		const late = { do: 'remove', id: 'staff' } as const;
		await expect(changeSurveyDraft(db, both, late, manager, now)).rejects.toMatchObject({
			code: 'changed-meanwhile',
			facts: { by: 'other', at: now }
		});
		expect((await draftOf(db)).survey.dimensions[3]?.items.map(({ id }) => id)).toEqual([
			'staff',
			'overall',
			'the-concierge'
		]);
	});

	test('H1: what was done last can be taken back, once', async () => {
		const db = await begun();
		await change(db, { do: 'remove', id: 'service' });
		expect((await draftOf(db)).survey.dimensions).toHaveLength(4);
		await undoInSurveyDraft(db, await shown(db), manager, now);
		const back = await draftOf(db);
		expect(back).toMatchObject({ revision: 3, canUndo: false });
		expect(back.survey).toEqual(shippedSurvey);
	});

	test('H1: what contradicts itself is not published, and the draft stays', async () => {
		const db = await begun();
		await change(db, {
			do: 'question',
			id: 'comment',
			label: { en: 'Why?' },
			when: { question: 'gone', is: ['1'] }
		});
		expect((await draftOf(db)).problems).toEqual([{ code: 'unknown', at: 'comment' }]);
		await expect(publishIt(db)).rejects.toMatchObject({ code: 'survey-has-problems' });
		expect(await isThere(db)).toBe(true);
		expect((await readSurveyVersions(db)).versions).toEqual([]);
	});

	test('H1: what is not there, or cannot stand there, is refused', async () => {
		const db = await begun();
		const wrong: readonly SurveyEdit[] = [
			{ do: 'remove', id: 'gone' },
			{ do: 'move', id: 'comment', section: 'people', at: 0 },
			{ do: 'weigh', level: 'people', weights: { staff: '1' } }
		];
		for (const edit of wrong)
			await expect(change(db, edit)).rejects.toMatchObject({ code: 'invalid' });
		expect((await draftOf(db)).revision).toBe(1);
	});

	test('H1: a draft that was thrown away or published is over for whoever still has it open', async () => {
		const db = await begun();
		const old = await shown(db);
		await discardSurveyDraft(db, old, manager, now);
		expect(await isThere(db)).toBe(false);
		await startSurveyDraft(db, manager, now);
		await expect(changeSurveyDraft(db, old, concierge, manager, now)).rejects.toMatchObject({
			code: 'draft-over'
		});
		await expect(publishSurveyDraft(db, old, manager, now)).rejects.toMatchObject({
			code: 'draft-over'
		});
	});

	test('H1: of two who publish the same draft one does', async () => {
		const db = await begun();
		const second = await openPlace(placeOf(db));
		const both = await shown(db);
		const results = await Promise.allSettled(
			[db, second].map((one) => publishSurveyDraft(one, both, manager, now))
		);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect((await readSurveyVersions(db)).versions.map(({ version }) => version)).toEqual([2, 1]);
	});

	test('H1: an answered version never changes: who was invited before answers what they were sent', async () => {
		const db = await begun();
		await publish(db, plainVersion);
		await build(db, ['CITY']);
		const people = await enrol(db, 2);
		const dates = { arrival: '2025-03-30', departure: '2025-03-31' };
		const recorded = await recordStays(
			db,
			people.map((one) => stayOf(one, { ...dates, updatedAt: '2025-03-31T12:00:00.000Z' })),
			now,
			{ quiet: true }
		);
		const stays = recorded.map((one) => ('stayId' in one ? one.stayId : ''));
		const [ada, bob] = people;
		const before = await askAbout(db, ada!.id, stays[0]!, now);
		await change(db, { do: 'remove', id: 'spend' });
		await change(db, concierge);
		expect(await publishIt(db)).toBe(2);
		const after = await askAbout(db, bob!.id, stays[1]!, now);

		const steps = async ({ token }: typeof before) => {
			const view = (await readSurvey(db, { token }, undefined, now)) as OpenSurvey;
			return view.steps.length;
		};
		expect([await steps(before), await steps(after)]).toEqual([6, 5]);
		await saveAnswers(db, before, { staff: '5', 'spend-expected': '1' }, now);
		await submitResponse(db, before, {}, now);
		await saveAnswers(db, after, { staff: '3', 'the-concierge': '10' }, now);
		await submitResponse(db, after, {}, now);
		const done = (await readSurvey(db, after, undefined, now)) as ThanksView;
		expect(done.state).toBe('thanks');

		// Answers to the older version count by the id of their item: (10 + 6) / 2.
		const results = await readResults(db, {}, now);
		const staff = results.importance.find(({ id }) => id === 'staff');
		expect(staff?.mean).toEqual({ score: 8, n: 2 });

		const { versions } = await readSurveyVersions(db);
		expect(versions).toMatchObject([
			{ version: 2, responses: 1, isSent: true, by: { id: 'manager' } },
			{ version: 1, responses: 1, isSent: false, by: undefined }
		]);
		expect((await readSurveyVersion(db, 1)).survey).toEqual(shippedSurvey);
		await expect(
			db.updateTable('survey_version').set({ document: '{}' }).execute()
		).rejects.toThrow();
	});

	test('H4: how weights were compared goes with the version, and the next draft goes on from it', async () => {
		const db = await begun();
		await change(db, {
			do: 'weigh',
			level: 'people',
			weights: { staff: '0.75', overall: '0.25' },
			pairs: { 'staff overall': 2 }
		});
		await publishIt(db);
		await startSurveyDraft(db, manager, now);
		expect((await draftOf(db)).judgements).toEqual({ people: { 'staff overall': 2 } });
		// Typed weights are no longer those of the pairs.
		await change(db, {
			do: 'weigh',
			level: 'people',
			weights: { staff: '0.5', overall: '0.5' }
		});
		expect((await draftOf(db)).judgements).toEqual({});
	});

	test('H1: an id of a version before is not given again', async () => {
		const db = await begun();
		await change(db, concierge);
		await publishIt(db);
		await startSurveyDraft(db, manager, now);
		await change(db, { do: 'remove', id: 'the-concierge' });
		expect(await change(db, concierge)).toBe('the-concierge-2');
	});

	test('H1: the first invitation after it is published sends the new version', async () => {
		const db = await begun();
		await change(db, concierge);
		const version = await publishIt(db);
		const key = await transact(db, (trx) => takeNewestVersion(trx, now));
		expect(key).toEqual({ surveyId, version });
	});
});
