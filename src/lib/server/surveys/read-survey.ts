import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { findAward } from '#lib/domain/ledger/earn.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { askedOf } from '#lib/domain/surveys/branching.ts';
import { ratingQuestion, ratingsOf } from '#lib/domain/surveys/rating.ts';
import {
	isSaid,
	type Answers,
	type AskedSurvey,
	type Question
} from '#lib/domain/surveys/survey.ts';
import type { Text } from '#lib/domain/text.ts';
import type {
	OpenSurvey,
	StayAsked,
	SurveyLine,
	SurveyQuestion,
	SurveyStepLine,
	SurveysView,
	SurveyView
} from '#lib/domain/views/survey.ts';
import { readOwnCases } from '../cases/read-case.ts';
import type { Reader } from '../db/database.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { isOpen, whoseOf, type Answerer } from './open-response.ts';
import { findResponse, listAnswers, listResponsesOf, type ResponseRow } from './queries.ts';
import { readAsked } from './versions.ts';

const surveys_shown = 100;

export interface FromMail {
	/** The score that was tapped; one that cannot be is ignored. */
	readonly rating?: string | undefined;
	/** It was saved a moment ago. */
	readonly isRated?: boolean | undefined;
}

/**
 * A survey as it stands; reading it writes nothing. `step` is the one asked for, from 1; without it the
 * one where the guest left off. Refused: `not-found` for somebody else's. A link that leads nowhere is
 * over, like one that ended.
 */
export async function readSurvey(
	reader: Reader,
	answerer: Answerer,
	step: number | undefined,
	now: Instant,
	from: FromMail = {}
): Promise<SurveyView> {
	const response = await findResponse(reader, whoseOf(answerer));
	if (!response && !('token' in answerer)) throw new Refusal('not-found');
	if (response?.status === 'declined') return { state: 'declined' };
	if (response?.status === 'submitted') {
		const stay = stayOf(response);
		if (response.points === null) return { state: 'thanks', stay };
		const { pointsName } = await readAward(reader, now);
		return { state: 'thanks', stay, points: response.points, pointsName };
	}
	if (!response || !isOpen(response, now)) return { state: 'over' };
	return (await readOpen(reader, response, now, from))(step);
}

/** An open survey at each of its steps, after the one where the guest left off; else nothing. */
export async function readSurveySteps(
	reader: Reader,
	answerer: Answerer,
	now: Instant
): Promise<{ readonly nr: number | undefined; readonly view: OpenSurvey }[]> {
	const response = await findResponse(reader, whoseOf(answerer));
	if (!response || !isOpen(response, now)) return [];
	const at = await readOpen(reader, response, now);
	const current = at(undefined);
	const steps = current.steps.map(({ nr }) => ({ nr, view: at(nr) }));
	return [{ nr: undefined, view: current }, ...steps];
}

/** What is shown of it at a step, from 1, or where the guest left off. */
async function readOpen(reader: Reader, response: ResponseRow, now: Instant, from: FromMail = {}) {
	const survey = await readAsked(reader, response);
	const answers = await listAnswers(reader, response.id);
	const award = await readAward(reader, now);
	return (step: number | undefined): OpenSurvey => ({
		...openSurvey(survey, answers, step),
		...tapped(survey, answers, from),
		stay: stayOf(response),
		...award
	});
}

/** The survey that a form answers: it says which fields there can be. */
export async function findSurvey(
	reader: Reader,
	answerer: Answerer
): Promise<AskedSurvey | undefined> {
	const response = await findResponse(reader, whoseOf(answerer));
	return response && readAsked(reader, response);
}

/** The member's surveys: those that wait, then those that were. */
export async function readSurveys(
	reader: Reader,
	memberId: string,
	now: Instant
): Promise<SurveysView> {
	const rows = await listResponsesOf(reader, memberId, surveys_shown);
	const lines = rows.map((row) => toLine(row, now));
	const isWaiting = ({ state }: SurveyLine) => state === 'open' || state === 'begun';
	const { pointsName } = await readAward(reader, now);
	return {
		pointsName,
		open: lines.filter(isWaiting),
		past: lines.filter((line) => !isWaiting(line)),
		cases: await readOwnCases(reader, memberId)
	};
}

interface Step extends Pick<SurveyStepLine, 'nr' | 'name' | 'isOpening' | 'isWishes'> {
	readonly questions: readonly Question[];
}

/** All there are, whatever was answered. */
function stepsOf({ opening = [], dimensions, wishes, closing }: AskedSurvey): Step[] {
	return [
		{ isOpening: true, questions: opening },
		...dimensions.map(({ name, items }) => ({ name, questions: items })),
		{ isWishes: true, questions: wishes },
		{ questions: closing }
	]
		.filter(({ questions }) => questions.length > 0)
		.map((step, at) => ({ ...step, nr: at + 1 }));
}

/** The question of the mail with the score that was tapped there, or that it is saved. */
function tapped(survey: AskedSurvey, answers: Answers, { rating, isRated = false }: FromMail) {
	const question = ratingQuestion(survey);
	if (!question) return {};
	if (rating !== undefined && ratingsOf(question).includes(rating))
		return { rating: toQuestion(question, { [question.id]: rating }) };
	return isRated && isSaid(answers[question.id]) ? { isRated } : {};
}

type Shown = Pick<OpenSurvey, 'state' | 'steps' | 'at' | 'questions' | 'begun'>;

/** A survey at a step, with these answers to it. */
export function openSurvey(
	survey: AskedSurvey,
	answers: Answers,
	wanted: number | undefined
): Shown {
	const asked = askedOf(survey, answers);
	const isAsked = ({ id, kind }: Question) => kind === 'wish' || asked.has(id);
	const steps = stepsOf(survey).filter(({ questions }) => questions.some(isAsked));
	const has = ({ id }: Question) => isSaid(answers[id]);
	const isDone = ({ questions }: Step) => questions.filter(isAsked).every(has);
	// What was answered from the mail is no place where anybody left off.
	const rating = ratingQuestion(survey)?.id;
	const isBegun = ({ questions }: Step) =>
		questions.some((one) => one.id !== rating && isAsked(one) && has(one));
	const last = Math.max(steps.findLastIndex(isBegun), 0);
	const left = steps[last] && isDone(steps[last]) ? last + 1 : last;
	// A step that is not asked of this guest is passed by.
	const from = wanted === undefined ? left : steps.findIndex(({ nr }) => nr >= wanted);
	const at = from < 0 ? steps.length - 1 : Math.min(from, steps.length - 1);
	const here = steps[at]?.questions ?? [];
	const ids = new Set(here.map(({ id }) => id));
	return {
		state: 'open',
		steps: steps.map(({ questions, ...step }) => ({
			...step,
			answered: questions.filter(isAsked).some(has)
		})),
		at,
		// What hangs on an answer of the same step comes along, for the page to show it at once.
		questions: here.flatMap((one) => {
			const when = 'when' in one && one.when && ids.has(one.when.question) ? one.when : undefined;
			return isAsked(one) || when ? [{ ...toQuestion(one, answers), when }] : [];
		}),
		begun: steps.some(({ questions }) => questions.some((one) => isAsked(one) && has(one)))
	};
}

export function toQuestion(question: Question, answers: Answers): SurveyQuestion {
	const { id, kind, label } = question;
	return {
		...{ id, kind, label, value: answers[id] },
		max: question.kind === 'text' ? question.max : undefined,
		wish: question.kind === 'wish' ? question.wish : undefined,
		options: 'options' in question ? question.options : undefined,
		low: 'low' in question ? question.low : undefined,
		high: 'high' in question ? question.high : undefined
	};
}

/** The ids of the questions of a step that are asked as it stands. */
export async function readAskedAt(
	reader: Reader,
	answerer: Answerer,
	nr: number
): Promise<ReadonlySet<string>> {
	const response = await findResponse(reader, whoseOf(answerer));
	if (!response) return new Set();
	const survey = await readAsked(reader, response);
	const asked = askedOf(survey, await listAnswers(reader, response.id));
	const here = stepsOf(survey).find((step) => step.nr === nr)?.questions ?? [];
	return new Set(here.map(({ id }) => id).filter((id) => asked.has(id)));
}

/** What a finished survey gives today, and what the points are called. */
async function readAward(reader: Reader, now: Instant) {
	const programme = await findProgramme(reader);
	if (!programme) return {};
	const version = versionOn(programme, todayIn(programme, now));
	return { points: findAward(version, 'survey')?.points, pointsName: version.document.pointsName };
}

export function stayOf({ property, arrival, departure }: ResponseRow): StayAsked {
	return { property: JSON.parse(property) as Text, arrival, departure };
}

function toLine(row: ResponseRow, now: Instant): SurveyLine {
	const open = row.status === 'started' ? 'begun' : 'open';
	return {
		id: row.id,
		...stayOf(row),
		state: isOpen(row, now) ? open : row.status === 'submitted' ? 'thanks' : 'over',
		until: dateIn(row.time_zone, row.expires_at),
		points: row.points ?? undefined
	};
}
