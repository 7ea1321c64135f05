import { setImmediate as breathe } from 'node:timers/promises';
import {
	addDays,
	addMonths,
	earlier,
	later,
	type Instant,
	type PlainDate
} from '#lib/domain/calendar.ts';
import type { History } from '#lib/domain/ledger/history.ts';
import { numbersOf } from '#lib/domain/milestones/milestones-of.ts';
import { minorPerUnit, parseAmount } from '#lib/domain/money.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { nextTier } from '#lib/domain/tiers/progress.ts';
import type { PlanLimits, WhatIfAnswer, WhatIfView } from '#lib/domain/views/what-if.ts';
import { milestoneKey, toAnswer } from '#lib/domain/what-if/answer.ts';
import { missingToReach, type Missing } from '#lib/domain/what-if/outlook.ts';
import { nightsUntil, spread } from '#lib/domain/what-if/spread.ts';
import { whatIf } from '#lib/domain/what-if/what-if.ts';
import type { Reader } from '../db/database.ts';
import { listAccounts } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toTierView } from './lines.ts';
import { toGifts, toMilestoneCounter } from './milestone-lines.ts';

const nights_slider = 60;
const money_steps = 20;
const nights_usual = 10;
const stay_nights_usual = 3;
const years_ahead = 2;
/** Where nothing is known of a guest's bills, in units of the currency. */
const night_usual = 150;
/** In minor units; a year of such nights is still exact. */
const night_most = 1_000_000_000_000;
/** So many answers are worked out before others have their turn. */
const answers_at_once = 6;

/** As it was typed: money in units of the programme's currency. */
export interface Asked {
	readonly nights?: number | undefined;
	readonly perNight?: string | undefined;
	readonly stayNights?: number | undefined;
	readonly until?: PlainDate | undefined;
}

/**
 * What planned nights would lead to, by the functions that post real stays. Nothing is written; what was not
 * asked is chosen: the fewest nights that change the tier, at what a night has cost this guest so far.
 */
export async function readWhatIf(
	db: Reader,
	memberId: string,
	wanted: Asked,
	now: Instant
): Promise<WhatIfView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const held = await listAccounts(db, [memberId]);
	if (!held.has(memberId)) throw new Refusal('not-found');
	const known = (await readHistories(db, [memberId], held, programme)).get(memberId);
	if (!known) throw new Refusal('not-found');
	const history = withoutPoints(known);
	const { document } = versionOn(programme, today);
	const step = stepOf(history, document.currency);
	const typed = parseAmount(wanted.perNight ?? '', document.currency);
	const perNight = typed !== undefined && typed >= 0 && typed <= night_most ? typed : step * 8;
	const { stayNights = stay_nights_usual } = wanted;
	const until = untilOf(wanted, today, missingToReach(history, programme, today));
	const limits = limitsOf(until, today, step);
	const answer = (nights: number, perNight: number): WhatIfAnswer => {
		const planned = spread({ nights, perNight, stayNights, until }, today);
		return toAnswer(whatIf({ history, programme, today, planned }), { nights, perNight });
	};
	const byNights = await along(limits.nights, (nights) => answer(nights, perNight));
	const nights = Math.min(wanted.nights ?? firstStep(byNights), limits.nightsMost);
	const { tier, rank } = heldTier(history.grants, programme, today);
	return {
		today,
		pointsName: document.pointsName,
		currency: document.currency,
		tierNow: tier.id,
		isTop: nextTier(programme, rank, today) === undefined,
		...namesOf(programme),
		asked: { nights, perNight, stayNights, until },
		isCut: (wanted.nights ?? 0) > nights,
		limits,
		answer: byNights[nights] ?? answer(nights, perNight),
		byNights,
		bySpend: await along(limits.steps, (at) => answer(nights, at * limits.step))
	};
}

async function along(count: number, one: (at: number) => WhatIfAnswer): Promise<WhatIfAnswer[]> {
	const answers: WhatIfAnswer[] = [];
	for (let at = 0; at <= count; at++) {
		if (at % answers_at_once === 0) await breathe();
		answers.push(one(at));
	}
	return answers;
}

/** The fewest nights that change the tier; ten where none do. */
function firstStep(answers: readonly WhatIfAnswer[]): number {
	const at = answers.findIndex(({ tier }) => tier !== answers[0]?.tier);
	return at === -1 ? nights_usual : at;
}

/** What is saved up changes no tier; without it a plan is played in no time, however many lots there are. */
function withoutPoints(history: History): History {
	const { lastSequence } = history.account;
	return { ...history, account: { balance: 0, debt: 0, lastSequence }, lots: [], pending: [] };
}

/** As asked, within what can be planned; otherwise as long as credits count for the next tier, or a year. */
function untilOf({ until }: Asked, today: PlainDate, missing: Missing | undefined): PlainDate {
	const by = missing?.ways[0]?.by;
	const usual = by && by > addMonths(today, 2) ? by : addMonths(today, 12);
	return earlier(later(until ?? usual, addDays(today, 2)), lastUntil(today));
}

const lastUntil = (today: PlainDate) => addMonths(today, 12 * years_ahead);

function limitsOf(until: PlainDate, today: PlainDate, step: number): PlanLimits {
	const nightsMost = nightsUntil(until, today);
	return {
		nights: Math.min(nights_slider, nightsMost),
		nightsMost,
		step,
		steps: money_steps,
		firstUntil: addDays(today, 2),
		lastUntil: lastUntil(today)
	};
}

/** A round eighth of what a night has cost so far. */
function stepOf({ credits }: History, currency: string): number {
	const perUnit = minorPerUnit(currency);
	const sum = (kind: string) =>
		credits.reduce((all, credit) => (credit.kind === kind ? all + credit.amount : all), 0);
	const nights = sum('nights');
	const spent = sum('spend');
	const usual = nights > 0 && spent > 0 ? spent / nights / perUnit : night_usual * scaleOf(perUnit);
	return nice(usual / 8) * perUnit;
}

/** Currencies without small change have large numbers. */
const scaleOf = (perUnit: number) => (perUnit === 1 ? 100 : 1);

/** 1, 2, 2.5 or 5 times a power of ten, at least one unit. */
function nice(amount: number): number {
	const power = 10 ** Math.floor(Math.log10(Math.max(amount, 1)));
	const factor = [1, 2, 2.5, 5, 10].find((one) => one * power >= amount) ?? 10;
	return Math.max(Math.round(factor * power), 1);
}

/** The names in every version that a plan may come into. */
function namesOf(programme: Programme): Pick<WhatIfView, 'tiers' | 'counters' | 'milestones'> {
	const versions = programme.map(({ document }) => document);
	return {
		tiers: Object.fromEntries(
			versions.flatMap(({ tiers }) => tiers.map((tier) => [tier.id, toTierView(tier)]))
		),
		counters: Object.fromEntries(
			versions.flatMap(({ counters, currency }) =>
				counters.map(({ id, name, unit }) => [
					id,
					{ name, unit, ...(unit === 'money' ? { currency } : {}) }
				])
			)
		),
		milestones: Object.fromEntries(
			versions.flatMap((version) =>
				(version.milestones ?? []).flatMap((milestone) =>
					numbersOf(milestone).map((at) => [
						milestoneKey(milestone.id, at),
						{
							counter: toMilestoneCounter(milestone, version, { has: at, at }),
							...toGifts(milestone)
						}
					])
				)
			)
		)
	};
}
