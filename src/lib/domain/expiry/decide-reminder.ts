import { addDays, nightsBetween, type PlainDate } from '../calendar.ts';
import type { History } from '../ledger/history.ts';
import { versionOn, type Activity, type Programme } from '../programme/programme.ts';
import { silenceOf } from './inactivity.ts';
import { expiryCalendar } from './expiry-calendar.ts';

/** That a member was told, so many days ahead, of the day on which a lot lapses. */
export interface Reminded {
	readonly lotId: string;
	/** The number of days before, as the programme lists it. */
	readonly step: number;
	readonly validTo: PlainDate;
}

export interface Reminder {
	/** What lapses and after which day, the next day first; all that shares the day counts. */
	readonly lapses: readonly { readonly validTo: PlainDate; readonly points: number }[];
	/** What would keep the points of the first day; empty where nothing would. */
	readonly keepAlive: readonly Activity[];
	/** What is told by it, to be remembered. */
	readonly told: readonly Reminded[];
}

/**
 * What a member is to be told today about points that lapse soon. Each open lot counts once for each
 * number of days in the programme's list and each day on which it would lapse (silence that is broken
 * moves that day); a step that a nearer one has covered is over, and days that were missed are caught
 * up by one reminder. Nothing is said of points that are gone, or of a time so short that it began
 * within the step.
 */
export function decideReminder(
	history: History,
	programme: Programme,
	today: PlainDate,
	before: readonly Reminded[]
): Reminder | undefined {
	const steps = (versionOn(programme, today).document.reminders?.daysBefore ?? []).toSorted(
		(one, other) => one - other
	);
	const calendar = expiryCalendar(history, programme, today);
	const silence = silenceOf(history, programme);
	const nearest = new Map<string, number>();
	for (const { lotId, step, validTo } of before) {
		const key = `${lotId} ${validTo}`;
		nearest.set(key, Math.min(step, nearest.get(key) ?? step));
	}
	const told: Reminded[] = [];
	for (const { lot, validTo } of calendar.lots) {
		if (validTo === undefined) continue;
		const daysLeft = nightsBetween(today, validTo);
		const step = steps.find((days) => days >= daysLeft);
		if (step === undefined) continue;
		const isSilent = validTo !== lot.validTo;
		if (isSilent && silence && addDays(validTo, -step) <= silence.since) continue;
		if ((nearest.get(`${lot.id} ${validTo}`) ?? Infinity) <= step) continue;
		told.push({ lotId: lot.id, step, validTo });
	}
	const days = [...new Set(told.map(({ validTo }) => validTo))];
	const [first] = days;
	if (first === undefined) return undefined;
	return {
		lapses: days.map((day) => ({ validTo: day, points: pointsOn(calendar.lots, day) })),
		keepAlive: first === calendar.silentTo ? calendar.keepAlive : [],
		told
	};
}

function pointsOn(lots: ReturnType<typeof expiryCalendar>['lots'], day: PlainDate): number {
	return lots.reduce((sum, { lot, validTo }) => (validTo === day ? sum + lot.left : sum), 0);
}
