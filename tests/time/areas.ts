import {
	addMonths,
	dateIn,
	eachNight,
	instantAt,
	nightsBetween,
	startOfDayIn,
	timeIn,
	type Instant,
	type PlainDate
} from '#lib/domain/calendar.ts';
import { silentTo } from '#lib/domain/expiry/inactivity.ts';
import { lotValidTo } from '#lib/domain/expiry/lot-dates.ts';
import type { Posting } from '#lib/domain/ledger/account.ts';
import { newHistory } from '#lib/domain/ledger/history.ts';
import { firstDayOf } from '#lib/domain/ledger/statement.ts';
import {
	programmeOf,
	type Expiry,
	type Programme,
	type Validity,
	type Window
} from '#lib/domain/programme/programme.ts';
import { cancelTo, confirmTo, voucherDates } from '#lib/domain/rewards/dates.ts';
import type { Refusal } from '#lib/domain/refusal.ts';
import type { Reward } from '#lib/domain/rewards/reward.ts';
import { decideTake, statusOn, type Brought } from '#lib/domain/rewards/voucher.ts';
import { addCredits } from '#lib/domain/stays/post-stay.ts';
import { countingIds, programmeLike } from '#lib/domain/testing/make.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { countsThrough, tierValidTo, windowOn } from '#lib/domain/tiers/windows.ts';
import { todayIn } from '#lib/server/programme/read-programme.ts';
import { toBeAskedAt } from '#lib/server/surveys/invite-guests.ts';
import { plainVersion } from '../integration/model/house.ts';

/** What is asked of the code for a row of a table: its words, one blank between. */
export type Area = (...words: readonly string[]) => string | undefined;

/** By the name of the table's file. */
export const areas: Readonly<Record<string, Area>> = {
	nights: (arrival = '', departure = '') => String(nightsBetween(arrival, departure)),
	evenings: (arrival = '', departure = '') => eachNight(arrival, departure).join(' ') || '-',
	months: (date = '', months = '') => addMonths(date, Number(months)),
	lots: (kind, length, madeOn = '') => lotValidTo(lotRule(kind, Number(length)), madeOn),
	silence: (unit = '', length, activeOn = '') =>
		silentTo({ kind: 'inactivity', [unit]: Number(length), activity: ['stay'] }, activeOn),
	tiers: (...words) => {
		const { rule, on, joinedOn } = parts(words, 'reached');
		return tierValidTo(validityOf(rule), on, joinedOn) ?? 'life';
	},
	windows: (...words) => {
		const { rule, on, joinedOn } = parts(words, 'on');
		const { from, to } = windowOn(windowOf(rule), on, joinedOn);
		return `${from ?? '-'} ${to ?? '-'}`;
	},
	'counts-through': (...words) => {
		const { rule, on, joinedOn } = parts(words, 'earned');
		return countsThrough(windowOf(rule), on, joinedOn) ?? '-';
	},
	dates: (zone = '', instant = '') => `${dateIn(zone, instant)} ${timeIn(zone, instant)}`,
	'day-starts': (zone = '', date = '') => startOfDayIn(zone, date),
	'wall-clocks': (zone = '', date = '', time = '') => instantAt(zone, date, time),
	deadlines: (_choose, days, _reached, reachedOn = '') => lastDayToChoose(Number(days), reachedOn),
	vouchers: (kind, value, _, date = '') => {
		if (kind === 'valid') return voucherDates(rewardOf(Number(value)), date).validTo;
		if (kind === 'cancel') return cancelTo({ cancelWithinDays: Number(value) }, date);
		const of = { redeemedOn: '2020-01-01', validFrom: '2020-01-01', validTo: value ?? '' };
		return statusOn({ status: 'issued', ...of }, date);
	},
	'cut-offs': (zone = '', useOn = '', daysBefore, by = '') =>
		confirmTo({ confirm: { daysBefore: Number(daysBefore), by } }, useOn, zone),
	takes: (timeZone = '', how, when = '', ...words) => {
		const at = words.at(-1) ?? '';
		const days = how === 'booked' ? bookedFor(when) : redeemedAt(when, Number(words[1]));
		try {
			decideTake(days, rewardOf(0), { id: 'house', code: 'HOUSE', timeZone }, at);
			return 'taken';
		} catch (refusal) {
			return (refusal as Refusal).code;
		}
	},
	surveys: (zone = '', departure = '') => toBeAskedAt(zone, departure),
	statements: (zone = '', month = '') => {
		const first = firstDayOf(month) ?? '';
		return `${startOfDayIn(zone, first)} ${startOfDayIn(zone, addMonths(first, 1))}`;
	},
	'tier-days': (zone = '', _reached, reachedOn = '', _at, instant = '') => {
		const programme = programmeOf({ versions: [{ ...plainVersion, timeZone: zone }] });
		const { grants } = tenNightsOn(reachedOn, programme);
		return heldTier(grants, programme, todayIn(programme, instant)).tier.id;
	}
};

/** 'end-of-month', 'month-end-plus' and 'day' with months, or 'days'. */
export function lotRule(kind: string | undefined, length: number): Expiry {
	switch (kind) {
		case 'days':
			return { kind: 'lot-days', days: length };
		case 'end-of-month':
		case 'month-end-plus':
		case 'day':
			return { kind: 'lot', months: length, to: kind };
		default:
			throw new Error(`no rule ${kind}`);
	}
}

/** The words before `mark` are a rule; after it come a day and, after 'joined', the day of joining. */
function parts(words: readonly string[], mark: string) {
	const at = words.indexOf(mark);
	const [on = '', , joinedOn = '2020-01-01'] = words.slice(at + 1);
	return { rule: words.slice(0, at), on, joinedOn };
}

function validityOf([kind, first, second]: readonly string[]): Validity {
	switch (kind) {
		case 'life':
			return { kind };
		case 'end-of-month':
			return { kind, month: Number(first), yearsAfter: Number(second) };
		case 'months':
			return { kind, months: Number(first), from: second === 'day' ? 'day' : 'month-start' };
		case 'member-year':
			return { kind, yearsAfter: Number(first) };
		default:
			throw new Error(`no validity ${kind}`);
	}
}

function windowOf([kind, months]: readonly string[]): Window {
	switch (kind) {
		case 'calendar-year':
		case 'member-year':
		case 'membership':
			return { kind };
		case 'rolling-months':
			return { kind, months: Number(months) };
		default:
			throw new Error(`no window ${kind}`);
	}
}

function lastDayToChoose(withinDays: number, reachedOn: PlainDate): PlainDate | undefined {
	const programme = programmeLike('meridian', {
		milestones: [
			{
				id: 'gift',
				kind: 'choice',
				credit: 'nights',
				window: { kind: 'calendar-year' },
				at: [10],
				withinDays,
				options: [{ id: 'breakfast', name: { en: 'Breakfast' } }],
				otherwise: ['breakfast']
			}
		]
	});
	return tenNightsOn(reachedOn, programme).milestones[0]?.chooseBy;
}

function tenNightsOn(countsOn: PlainDate, programme: Programme): Posting {
	const nights = { id: 'n', kind: 'nights', amount: 10, countsOn, basis: 'real' } as const;
	const credits = [{ ...nights, programmeVersion: 1 }];
	return addCredits(newHistory('2000-01-01'), credits, programme, countingIds()).posting;
}

const issued = { status: 'issued', redeemedAt: '2020-01-01T12:00:00.000Z' } as const;

function bookedFor(useOn: PlainDate): Brought {
	return { ...issued, redeemedOn: '2020-01-01', useOn, validFrom: useOn, validTo: useOn };
}

/** The programme's day is UTC's. */
function redeemedAt(instant: Instant, validDays: number): Brought {
	const redeemedOn = dateIn('UTC', instant);
	const days = voucherDates({ validDays }, redeemedOn);
	return { ...issued, redeemedAt: instant, redeemedOn, ...days };
}

function rewardOf(validDays: number): Reward {
	const words = { en: 'Breakfast' };
	return { kind: 'dining-credit', name: words, description: words, points: 100, validDays };
}
