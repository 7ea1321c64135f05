import { addDays, earlier, later, type PlainDate } from '../calendar.ts';
import { compare, parseDecimal } from '../fraction.ts';
import { amountText, parseAmount } from '../money.ts';
import type { Entry, LotMove, NewId, Posting } from '../ledger/account.ts';
import { earn, earnAward, findAward } from '../ledger/earn.ts';
import { newHistory, type History, type Step } from '../ledger/history.ts';
import { spend } from '../ledger/spend.ts';
import { lastActivityOn } from '../ledger/activity.ts';
import { emptyPosting, joinPostings } from '../ledger/posting.ts';
import { pointsValidTo, settleExpiry } from '../expiry/settle-expiry.ts';
import type { Reasons, StayReasons } from '../reasons.ts';
import { Refusal } from '../refusal.ts';
import { decideMoneyOff } from '../rewards/money-off.ts';
import { addCredits, correctStay, postStay, type MadeByStay } from '../stays/post-stay.ts';
import { revenueClasses, type FolioLine, type StayFacts } from '../stays/stay.ts';
import { countsIn } from '../tiers/evaluate.ts';
import { heldTier } from '../tiers/held-tier.ts';
import { tierValidTo } from '../tiers/windows.ts';
import type { Example, ExampleEvent, ExampleStay, Expectation } from './example.ts';
import {
	programmeOf,
	versionOn,
	type Decimal,
	type Programme,
	type ProgrammeFile,
	type Version
} from './programme.ts';

export interface ExampleResult {
	readonly name: string;
	readonly passed: boolean;
	readonly expected: Expectation;
	/** The same fields as expected, as they came out; `error` when the example cannot be played. */
	readonly actual: Readonly<Record<string, unknown>>;
}

export interface ExamplesResult {
	readonly passed: number;
	readonly failed: number;
	readonly examples: readonly ExampleResult[];
}

/** Plays every example of a file over all its versions, through the functions that post real stays. */
export function runExamples(file: ProgrammeFile): ExamplesResult {
	const examples = file.examples.map((example) => runExample(example, file.versions));
	const passed = examples.filter((example) => example.passed).length;
	return { passed, failed: examples.length - passed, examples };
}

function runExample(example: Example, versions: ProgrammeFile['versions']): ExampleResult {
	const { name, expect } = example;
	try {
		const actual = look(play(example, versions), example);
		const passed = Object.entries(expect).every(([field, value]) => comesOut(value, actual[field]));
		return { name, passed, expected: expect, actual };
	} catch (error) {
		const told = error instanceof Error ? error.message : String(error);
		return { name, passed: false, expected: expect, actual: { error: told } };
	}
}

interface Game {
	readonly programme: Programme;
	readonly on: PlainDate;
	readonly newId: NewId;
	history: History;
	posting: Posting;
	readonly stays: Map<string, StayFacts>;
	lastReasons?: StayReasons | undefined;
	noPointsBecause?: string | undefined;
	moneyOff?: { readonly points: number; readonly amount: string } | { readonly refused: string };
	refused?: string | undefined;
}

function play(example: Example, versions: ProgrammeFile['versions']): Game {
	const [first, ...rest] = versions;
	const changed = (version: Version): Version => ({ ...version, ...example.with });
	const programme = programmeOf({ versions: [changed(first), ...rest.map(changed)] });
	const days = example.events.map(dayOfEvent);
	const joinedOn = example.member?.joinedOn ?? example.events.map(firstDay).reduce(earlier);
	const history = newHistory(joinedOn);
	const game: Game = {
		programme,
		on: example.on ?? days.reduce(later),
		newId: countingIds(),
		history,
		posting: emptyPosting(history.account),
		stays: new Map()
	};
	if (example.member?.tier !== undefined) name(game, example.member.tier, joinedOn, true);
	for (const event of example.events) {
		game.refused = undefined;
		try {
			happen(game, event);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			game.refused = error.code;
			if (event.kind === 'bill') game.moneyOff = { refused: error.code };
		}
	}
	return game;
}

function happen(game: Game, event: ExampleEvent) {
	const { history, programme, newId } = game;
	switch (event.kind) {
		case 'stay':
			return stay(game, event);
		case 'gift':
		case 'transfer-in':
			return take(game, receive(game, event.on, event.points, event.kind));
		case 'spend':
		case 'transfer-out':
			return take(game, use(game, event.on, event.points, event.kind));
		case 'award': {
			const version = versionOn(programme, event.on);
			const award = findAward(version, event.occasion);
			if (!award) throw new Error(`no points for ${event.occasion}`);
			take(game, settleExpiry(history, programme, event.on, newId));
			return take(game, earnAward(game.history, award, { on: event.on }, version, newId));
		}
		case 'credits': {
			const version = versionOn(programme, event.on);
			const counter = version.document.counters.find(({ id }) => id === event.credit);
			const { currency } = version.document;
			const amount =
				counter?.unit === 'money' ? parseAmount(event.amount, currency) : Number(event.amount);
			if (amount === undefined) throw new Error(`no amount of ${currency}: ${event.amount}`);
			const credit = {
				id: newId(),
				kind: event.credit,
				amount,
				countsOn: event.on,
				basis: 'real',
				programmeVersion: version.number
			} as const;
			return take(game, addCredits(history, [credit], programme, newId));
		}
		case 'named':
			return name(game, event.tier, event.on, false);
		case 'bill':
			return bill(game, event.on, event.amount);
		default:
			throw new Error(`${event.kind} cannot be played`);
	}
}

function receive(game: Game, on: PlainDate, points: number, kind: 'gift' | 'transfer-in'): Step {
	take(game, settleExpiry(game.history, game.programme, on, game.newId));
	const what = kind === 'gift' ? 'gift' : 'transfer';
	return earn(
		game.history,
		{
			kind: 'transfer-in',
			points,
			effectiveOn: on,
			reasons: { kind: 'given', what, points, why: 'example' }
		},
		versionOn(game.programme, on),
		game.newId
	);
}

function use(game: Game, on: PlainDate, points: number, kind: 'spend' | 'transfer-out'): Step {
	const reasons: Reasons = { kind: 'spend', points, what: 'example' };
	return spend(
		game.history,
		{ kind: kind === 'spend' ? 'redeem' : 'transfer-out', points, effectiveOn: on, reasons },
		game.programme,
		game.newId
	);
}

function bill(game: Game, on: PlainDate, amount: Decimal) {
	const { document } = versionOn(game.programme, on);
	const { currency, moneyOff } = document;
	const amountMinor = parseAmount(amount, currency);
	if (!moneyOff || amountMinor === undefined) throw new Error('no money off, or no such amount');
	take(game, settleExpiry(game.history, game.programme, on, game.newId));
	const { balance } = game.history.account;
	const used = decideMoneyOff(moneyOff, { amountMinor, currency }, balance);
	take(game, use(game, on, used.points, 'spend'));
	game.moneyOff = { points: used.points, amount: amountText(used.amountMinor, currency) };
}

function name(game: Game, tier: string, on: PlainDate, forLife: boolean) {
	const version = versionOn(game.programme, on);
	const way = version.document.tiers
		.find(({ id }) => id === tier)
		?.ways.find(({ kind }) => kind === 'named');
	if (!way && !forLife) throw new Error(`nobody can be named ${tier}`);
	const { joinedOn } = game.history;
	const grant = {
		id: game.newId(),
		tier,
		from: on,
		validTo: way && !forLife ? tierValidTo(way.validity, on, joinedOn) : undefined,
		reason: { kind: 'named', why: 'example' },
		programmeVersion: version.number
	} as const;
	game.history = { ...game.history, grants: [...game.history.grants, grant] };
}

function stay(game: Game, event: ExampleStay) {
	const known = dayOfEvent(event);
	const id = event.id ?? `stay-${game.stays.size + 1}`;
	const before = game.stays.get(id);
	const facts = toFacts(event, id, (before?.revision ?? 0) + 1, game.programme);
	const rateOn = () => (event.rate === undefined ? undefined : String(event.rate));
	game.stays.set(id, facts);
	const { history, programme, newId } = game;
	const posted = before
		? correctStay(history, madeBy(game, id), facts, programme, rateOn, known, newId)
		: postStay(history, facts, programme, rateOn, known, newId);
	take(game, posted);
	game.noPointsBecause = posted.noPointsBecause?.code;
	const entry = posted.posting.entries.findLast(({ reasons }) => reasons.kind === 'stay');
	game.lastReasons = entry?.reasons.kind === 'stay' ? entry.reasons : undefined;
}

function madeBy(game: Game, stayId: string): MadeByStay {
	const { entries, moves } = game.posting;
	const reversed = new Set(entries.map((entry) => entry.reverses));
	const entry = entries.find(
		(one) => one.stayId === stayId && one.kind === 'earn' && !reversed.has(one.id)
	);
	const credits = game.history.credits.filter((credit) => credit.stayId === stayId);
	if (!entry) return { credits };
	const lots = game.posting.opened.filter((lot) => lot.entryId === entry.id);
	const own = new Set(lots.map((lot) => lot.id));
	const kindOf = (move: LotMove) => entries.find(({ id }) => id === move.entryId)?.kind ?? 'earn';
	return {
		credits,
		earned: {
			entry,
			lots,
			moves: moves
				.filter((move) => own.has(move.lotId))
				.map((move) => ({ ...move, kind: kindOf(move) })),
			otherActivityOn: lastActivityOn(
				entries.filter(({ id }) => id !== entry.id),
				game.programme
			)
		}
	};
}

function take(game: Game, step: Step) {
	game.history = step.history;
	game.posting = joinPostings(game.posting, step.posting);
}

function toFacts(
	event: ExampleStay,
	id: string,
	revision: number,
	programme: Programme
): StayFacts {
	const departure = addDays(event.arrival, event.nights);
	const { document } = versionOn(programme, departure);
	const currency = event.currency ?? document.currency;
	const minor = (amount: Decimal): number => {
		const parsed = parseAmount(amount, currency);
		if (parsed === undefined) throw new Error(`no amount of ${currency}: ${amount}`);
		return parsed;
	};
	const folio = revenueClasses.flatMap((revenueClass): FolioLine[] => {
		const amount = event[revenueClass];
		if (amount === undefined) return [];
		return [{ class: revenueClass, amountMinor: minor(amount), on: departure }];
	});
	return {
		id,
		revision,
		status: event.status ?? 'checked_out',
		propertyCode: event.property ?? 'example',
		brand: event.brand ?? document.brands[0] ?? '',
		arrival: event.arrival,
		departure,
		nights: event.nights,
		rooms: event.rooms ?? 1,
		roomType: event.roomType,
		ratePlan: event.ratePlan,
		channel: event.channel,
		currency,
		folio,
		awardNights: event.awardNights ?? 0,
		nightAmounts: event.nightAmounts?.map((amount, at) => ({
			on: addDays(event.arrival, at),
			amountMinor: minor(amount)
		})),
		roomAmounts: event.roomAmounts?.map(minor),
		forOther: event.forOther
	};
}

function dayOfEvent(event: ExampleEvent): PlainDate {
	if (event.kind !== 'stay') return event.on;
	return event.knownOn ?? addDays(event.arrival, event.nights);
}

function firstDay(event: ExampleEvent): PlainDate {
	return event.kind === 'stay' ? event.arrival : event.on;
}

function look(game: Game, { expect }: Example): Record<string, unknown> {
	const { programme, on, newId } = game;
	const settled = settleExpiry(game.history, programme, on, newId);
	const { history } = settled;
	const entries = [...game.posting.entries, ...settled.posting.entries];
	const held = heldTier(history.grants, programme, on);
	const floor = held.rank === 0;
	const seen: Partial<Record<keyof Expectation, () => unknown>> = {
		earned: () =>
			sum(entries.filter((entry) => ['earn', 'bonus', 'reversal'].includes(entry.kind))),
		base: () => game.lastReasons?.base ?? 0,
		bonus: () => game.lastReasons?.bonus ?? 0,
		noPointsBecause: () => game.noPointsBecause,
		balance: () => history.account.balance,
		debt: () => history.account.debt,
		balances: () =>
			expect.balances?.map(({ on: day }) => ({ on: day, balance: balanceOn(game, day) })),
		tier: () => held.tier.id,
		tiers: () =>
			expect.tiers?.map(({ on: day }) => ({
				on: day,
				tier: heldTier(history.grants, programme, day).tier.id
			})),
		tierSince: () => held.since,
		tierValidTo: () => (floor ? undefined : (held.validTo ?? 'life')),
		credits: () => creditsOf(game, expect.credits ?? {}),
		pointsValidTo: () => pointsValidTo(history, programme, on)?.validTo ?? 'none',
		moneyOff: () => game.moneyOff,
		refused: () => game.refused
	};
	return Object.fromEntries(
		(Object.keys(expect) as (keyof Expectation)[]).map((field) => [field, seen[field]?.()])
	);
}

/** The balance at the end of a day, by the days on which entries count. */
function balanceOn(game: Game, day: PlainDate): number {
	const later = settleExpiry(game.history, game.programme, day, game.newId);
	return sum(
		[...game.posting.entries, ...later.posting.entries].filter(
			({ effectiveOn }) => effectiveOn <= day
		)
	);
}

function creditsOf(game: Game, asked: Readonly<Record<string, Decimal>>): Record<string, unknown> {
	const { document } = versionOn(game.programme, game.on);
	const { credits, joinedOn } = game.history;
	const counts = countsIn(credits, { kind: 'membership' }, game.on, joinedOn);
	return Object.fromEntries(
		Object.keys(asked).map((credit) => {
			const has = counts.get(credit) ?? 0;
			const isMoney = document.counters.find(({ id }) => id === credit)?.unit === 'money';
			return [credit, isMoney ? amountText(has, document.currency) : has];
		})
	);
}

function sum(entries: readonly Entry[]): number {
	return entries.reduce((total, entry) => total + entry.points, 0);
}

/** Equal, with numbers and decimal texts of the same value taken as equal. */
export function comesOut(expected: unknown, actual: unknown): boolean {
	if (isDecimal(expected) && isDecimal(actual)) {
		const [one, other] = [parseDecimal(expected), parseDecimal(actual)];
		if (one && other) return compare(one, other) === 0;
	}
	if (typeof expected !== 'object' || expected === null) return expected === actual;
	if (typeof actual !== 'object' || actual === null) return false;
	const there = new Map(Object.entries(actual));
	const entries = Object.entries(expected);
	return (
		entries.length === there.size &&
		entries.every(([key, value]) => comesOut(value, there.get(key)))
	);
}

function isDecimal(value: unknown): value is Decimal {
	return typeof value === 'number' || typeof value === 'string';
}

function countingIds(): NewId {
	let last = 0;
	return () => `id-${String((last += 1)).padStart(6, '0')}`;
}
