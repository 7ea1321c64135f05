import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { findAward } from '#lib/domain/ledger/earn.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
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
	SurveysView,
	SurveyView
} from '#lib/domain/views/survey.ts';
import type { Reader } from '../db/database.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { isOpen, whoseOf, type Answerer } from './open-response.ts';
import { findResponse, listAnswers, listResponsesOf, type ResponseRow } from './queries.ts';
import { readAsked } from './versions.ts';

const surveys_shown = 100;

/**
 * A survey as it stands; reading it writes nothing. `step` is the one asked for, from 1; without it the
 * one where the guest left off. Refused: `not-found` for somebody else's. A link that leads nowhere is
 * over, like one that ended.
 */
export async function readSurvey(
	reader: Reader,
	answerer: Answerer,
	step: number | undefined,
	now: Instant
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
	return (await readOpen(reader, response, now))(step);
}

/** An open survey at each of its steps, after the one where the guest left off; else nothing. */
export async function readSurveySteps(
	reader: Reader,
	answerer: Answerer,
	now: Instant
): Promise<OpenSurvey[]> {
	const response = await findResponse(reader, whoseOf(answerer));
	if (!response || !isOpen(response, now)) return [];
	const at = await readOpen(reader, response, now);
	const current = at(undefined);
	return [current, ...current.steps.map((_, step) => at(step + 1))];
}

/** What is shown of it at a step, from 1, or where the guest left off. */
async function readOpen(reader: Reader, response: ResponseRow, now: Instant) {
	const survey = await readAsked(reader, response);
	const answers = await listAnswers(reader, response.id);
	const award = await readAward(reader, now);
	return (step: number | undefined): OpenSurvey => ({
		...openSurvey(survey, answers, step),
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
		past: lines.filter((line) => !isWaiting(line))
	};
}

interface Step {
	readonly name?: Text | undefined;
	readonly isWishes?: boolean;
	readonly questions: readonly Question[];
}

function stepsOf({ dimensions, wishes, closing }: AskedSurvey): Step[] {
	return [
		...dimensions.map(({ name, items }) => ({ name, questions: items })),
		...(wishes.length > 0 ? [{ isWishes: true, questions: wishes }] : []),
		...(closing.length > 0 ? [{ questions: closing }] : [])
	];
}

type Shown = Pick<OpenSurvey, 'state' | 'steps' | 'at' | 'questions' | 'begun'>;

function openSurvey(survey: AskedSurvey, answers: Answers, asked: number | undefined): Shown {
	const steps = stepsOf(survey);
	const has = ({ id }: Question) => isSaid(answers[id]);
	const last = steps.findLastIndex(({ questions }) => questions.some(has));
	const left = steps[last]?.questions.every(has) ? last + 1 : Math.max(last, 0);
	const at = Math.min(asked === undefined ? left : asked - 1, steps.length - 1);
	return {
		state: 'open',
		steps: steps.map(({ name, isWishes, questions }) => ({
			...{ name, isWishes },
			answered: questions.some(has)
		})),
		at,
		questions: (steps[at]?.questions ?? []).map((one) => toQuestion(one, answers)),
		begun: last >= 0
	};
}

export function toQuestion(question: Question, answers: Answers): SurveyQuestion {
	const { id, kind, label } = question;
	const max = question.kind === 'text' ? question.max : undefined;
	const wish = question.kind === 'wish' ? question.wish : undefined;
	return { id, kind, label, value: answers[id], max, wish };
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
		until: dateIn('UTC', row.expires_at),
		points: row.points ?? undefined
	};
}
