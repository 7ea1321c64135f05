import { endOfYear, startOfYear, type PlainDate, type Span } from '../calendar.ts';
import type { Credit } from '../ledger/account.ts';
import { amountText } from '../money.ts';
import { countingFrom } from '../tiers/counting-from.ts';
import { leavesOf } from './needs.ts';
import { windowOn } from '../tiers/windows.ts';
import type { Game } from './game.ts';
import { versionOn, type Decimal, type Version, type Window } from './programme.ts';

type Asked = Readonly<Record<string, Decimal>>;

/** All that counted since joining; what was rolled over has counted before. */
export function creditsOf(game: Game, asked: Asked): Record<string, unknown> {
	return counting(game, asked, ({ basis, countsOn }) => basis !== 'rolled' && countsOn <= game.on);
}

/** What was rolled over into the calendar year of the day. */
export function rolledOf(game: Game, asked: Asked): Record<string, unknown> {
	const [from, to] = [startOfYear(game.on), endOfYear(game.on)];
	return counting(
		game,
		asked,
		({ basis, countsOn }) => basis === 'rolled' && countsOn >= from && countsOn <= to
	);
}

/** What counts towards tiers on the day, in the first window in which its version asks for it. */
export function countsOf(game: Game, asked: Asked): Record<string, unknown> {
	const { programme, history, on } = game;
	const { document } = versionOn(programme, on);
	const anew = countingFrom(history.grants, programme, on);
	return counting(game, asked, ({ kind, countsOn }) => {
		const window = windowOf(document, kind);
		const span: Span = window
			? windowOn(window, on, history.joinedOn)
			: { from: undefined, to: undefined };
		return countsOn <= on && isFrom(countsOn, span.from) && isFrom(countsOn, anew);
	});
}

function isFrom(day: PlainDate, from: PlainDate | undefined): boolean {
	return from === undefined || day >= from;
}

function windowOf({ tiers }: Version, credit: string): Window | undefined {
	for (const { ways } of tiers)
		for (const way of ways)
			if (way.kind === 'reach' && leavesOf(way.needs).some((leaf) => leaf.credit === credit))
				return way.window;
	return undefined;
}

function counting(
	{ programme, history, on }: Game,
	asked: Asked,
	counts: (credit: Credit) => boolean
): Record<string, unknown> {
	return Object.fromEntries(
		Object.keys(asked).map((kind) => {
			const sum = history.credits
				.filter((credit) => credit.kind === kind && counts(credit))
				.reduce((total, { amount }) => total + amount, 0);
			const unit = (version: Version) => version.counters.find(({ id }) => id === kind)?.unit;
			const known = programme.find(({ document }) => unit(document) !== undefined);
			const { document } = known ?? versionOn(programme, on);
			const isMoney = unit(document) === 'money';
			return [kind, isMoney ? amountText(sum, document.currency) : sum];
		})
	);
}
