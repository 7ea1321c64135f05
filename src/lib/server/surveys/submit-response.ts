import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal, type RefusalCode } from '#lib/domain/refusal.ts';
import { scoreResponse, toMicro } from '#lib/domain/surveys/score.ts';
import { askedOf, inOrder } from '#lib/domain/surveys/branching.ts';
import { isSaid, recommendationIn, type Answers, type Survey } from '#lib/domain/surveys/survey.ts';
import { sumsOf } from '#lib/domain/surveys/sums.ts';
import { openCaseOf } from '../cases/open-case.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { readSetting } from '../house/settings.ts';
import { grantIn } from '../ledger/grant-award.ts';
import { countWordsOf } from './count-words.ts';
import { holdResponse, mustBeOpen, type Answerer } from './open-response.ts';
import { addScores, changeResponse, listAnswers, type ResponseRow } from './queries.ts';
import { writeAnswers } from './save-answers.ts';
import { cellOf, groupOf } from './group-of.ts';
import { cuts } from './settings.ts';
import { addSums } from './sum-queries.ts';
import { readVersion } from './versions.ts';

export interface Submitted {
	/** What it gave; none where the programme gives nothing for it. */
	readonly points: number | undefined;
	/** False when it had been sent before. */
	readonly isFirst: boolean;
}

/**
 * Keeps the last answers, counts the scores and gives the points of the programme, once a stay. What
 * was sent before is answered as it was. Refused: `survey-over`, `survey-empty`.
 */
export function submitResponse(
	db: Db,
	answerer: Answerer,
	answers: Answers,
	now: Instant,
	said = now
): Promise<Submitted> {
	return transact(db, async (trx) => {
		const response = await holdResponse(trx, answerer);
		if (response.status === 'submitted')
			return { points: response.points ?? undefined, isFirst: false };
		mustBeOpen(response, now);
		await writeAnswers(trx, response, answers, now, said);
		const all = await listAnswers(trx, response.id);
		if (!Object.values(all).some(isSaid)) throw new Refusal('survey-empty');

		const { survey_id: surveyId, version } = response;
		const survey = await readVersion(trx, { surveyId, version });
		const scores = scoreResponse(survey, all);
		const { index, dimensions } = scores;
		await addScores(
			trx,
			response.id,
			[...dimensions].map(([dimension, score]) => ({ dimension, micro: toMicro(score) }))
		);
		const texts = textsIn(survey, all);
		await countWordsOf(trx, response, texts, now);
		const points = await giveAward(trx, response, now);
		const recommend = recommendationIn(survey, all);
		const group = await groupOf(trx, response, now);
		await changeResponse(trx, response.id, {
			status: 'submitted',
			started_at: response.started_at ?? now,
			submitted_at: now,
			recommend: recommend ?? null,
			index_micro: index ? toMicro(index) : null,
			points: points ?? null,
			...group
		});
		await openCaseOf(
			trx,
			{
				...{ responseId: response.id, memberId: response.member_id },
				...{ propertyId: response.property_id, texts: texts.map(([, text]) => text) },
				...{ index: index && toMicro(index) / 1e6, recommend },
				cuts: await readSetting(trx, cuts)
			},
			now
		);
		// Last: whoever sends one of the same house and month waits from here to the end.
		await addSums(trx, cellOf(response, group, now), sumsOf(scores, recommend));
		return { points, isFirst: true };
	});
}

/** What was written, by the question, where it was asked for. */
function textsIn(survey: Survey, answers: Answers): [string, string][] {
	const asked = askedOf(survey, answers);
	return inOrder(survey).flatMap(({ id, kind }) => {
		const value = asked.has(id) && kind === 'text' ? answers[id] : undefined;
		return isSaid(value) ? [[id, value]] : [];
	});
}

// What a guest said counts also where nothing is given for it, or nothing may be given to them.
const noAward: readonly RefusalCode[] = ['no-programme', 'not-found', 'account-suspended'];

async function giveAward(
	trx: Trx,
	{ stay_id: stayId, member_id: memberId }: ResponseRow,
	now: Instant
): Promise<number | undefined> {
	const award = { source: 'survey', id: stayId, memberId, occasion: 'survey', stayId } as const;
	try {
		return (await grantIn(trx, award, now)).posted.points;
	} catch (thrown) {
		if (thrown instanceof Refusal && noAward.includes(thrown.code)) return undefined;
		throw thrown;
	}
}
