import type { Instant } from '#lib/domain/calendar.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { isAnswer, isSaid, questionsOf, type Answers } from '#lib/domain/surveys/survey.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { holdResponse, mustBeOpen, type Answerer } from './open-response.ts';
import { changeResponse, deleteAnswers, putAnswers, type ResponseRow } from './queries.ts';
import { readAsked } from './versions.ts';

/**
 * Keeps some answers of an open survey; said again, they are the same answers. An empty one is taken
 * back. Refused: `survey-over`, `not-found`, and `invalid` for what no question asks.
 */
export function saveAnswers(
	db: Db,
	answerer: Answerer,
	answers: Answers,
	now: Instant
): Promise<void> {
	return transact(db, async (trx) => {
		const response = await holdResponse(trx, answerer);
		mustBeOpen(response, now);
		await writeAnswers(trx, response, answers, now);
	});
}

/** `saveAnswers` in a transaction that writes more, of a response that is held and open. */
export async function writeAnswers(
	trx: Trx,
	response: ResponseRow,
	answers: Answers,
	now: Instant
): Promise<void> {
	if (Object.keys(answers).length === 0) return;
	const survey = await readAsked(trx, response);
	const questions = new Map(questionsOf(survey).map((question) => [question.id, question]));
	const said: [string, string][] = [];
	const unsaid: string[] = [];
	for (const [item, value] of Object.entries(answers)) {
		const question = questions.get(item);
		if (!question) throw new Refusal('invalid', { field: item });
		if (!isSaid(value)) unsaid.push(item);
		else if (isAnswer(question, value)) said.push([item, value]);
		else throw new Refusal('invalid', { field: item });
	}
	await deleteAnswers(trx, response.id, unsaid);
	await putAnswers(
		trx,
		said.map(([item, value]) => ({ response_id: response.id, item, value, answered_at: now }))
	);
	if (response.status === 'invited' && said.length > 0)
		await changeResponse(trx, response.id, { status: 'started', started_at: now });
}
