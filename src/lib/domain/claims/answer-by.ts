import { addDays, type PlainDate } from '../calendar.ts';

/** The house answers a claim within so many days. */
const answer_days = 7;

/** The last day on which an answer is in time. */
export function answerBy(sentOn: PlainDate): PlainDate {
	return addDays(sentOn, answer_days);
}

/** A claim that was sent before this day waits for too long. */
export function overdueBefore(today: PlainDate): PlainDate {
	return addDays(today, -answer_days);
}
