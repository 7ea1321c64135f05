import type { Instant } from '#lib/domain/calendar.ts';
import { isOlder } from '#lib/domain/phone/said.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { isAnswer, isSaid, questionsOf, type Answers } from '#lib/domain/surveys/survey.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { holdResponse, mustBeOpen, type Answerer } from './open-response.ts';
import { deletePhotos } from './photo-queries.ts';
import { changeResponse, listSaid, putAnswers, type ResponseRow } from './queries.ts';
import { readAsked } from './versions.ts';

/** The items that another device has answered since, and when; those answers stay. */
export type Newer = readonly { readonly item: string; readonly at: Instant }[];

/**
 * Keeps some answers of an open survey, as they were said at an instant; said again, they are the same
 * answers. An empty one is taken back. Each item holds what was said to it last, not what came last.
 * Refused: `survey-over`, `not-found`, and `invalid` for what no question asks.
 */
export function saveAnswers(
	db: Db,
	answerer: Answerer,
	answers: Answers,
	now: Instant,
	said = now
): Promise<Newer> {
	return transact(db, async (trx) => {
		const response = await holdResponse(trx, answerer);
		mustBeOpen(response, now);
		return writeAnswers(trx, response, answers, now, said);
	});
}

/** `saveAnswers` in a transaction that writes more, of a response that is held and open. */
export async function writeAnswers(
	trx: Trx,
	response: ResponseRow,
	answers: Answers,
	now: Instant,
	saidAt: Instant
): Promise<Newer> {
	if (Object.keys(answers).length === 0) return [];
	const survey = await readAsked(trx, response);
	const questions = new Map(questionsOf(survey).map((question) => [question.id, question]));
	const said: [string, string][] = [];
	for (const [item, value] of Object.entries(answers)) {
		const question = questions.get(item);
		if (!question) throw new Refusal('invalid', { field: item });
		if (!isSaid(value)) said.push([item, '']);
		else if (isAnswer(question, value)) said.push([item, value]);
		else throw new Refusal('invalid', { field: item });
	}
	const held = new Map((await listSaid(trx, response.id)).map((row) => [row.item, row]));
	const isOver = ([item]: readonly [string, string]) =>
		isOlder(saidAt, held.get(item)?.answered_at);
	const isNew = ([item, value]: readonly [string, string]) =>
		(held.get(item)?.value ?? '') !== value;
	const kept = said.filter((one) => !isOver(one) && (isNew(one) || held.has(one[0])));
	await putAnswers(
		trx,
		kept.map(([item, value]) => ({ response_id: response.id, item, value, answered_at: saidAt }))
	);
	// A photo that was taken back, or has an other in its place, is not kept.
	await deletePhotos(
		trx,
		response.id,
		kept.flatMap(([item]) => (questions.get(item)?.kind === 'photo' ? item : []))
	);
	if (response.status === 'invited' && kept.some(([, value]) => value !== ''))
		await changeResponse(trx, response.id, { status: 'started', started_at: now });
	return said
		.filter((one) => isOver(one) && isNew(one))
		.map(([item]) => ({ item, at: held.get(item)?.answered_at ?? now }));
}
