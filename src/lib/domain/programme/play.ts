import { addDays, earlier, later, type PlainDate } from '../calendar.ts';
import type { NewId } from '../ledger/account.ts';
import { newHistory } from '../ledger/history.ts';
import { emptyPosting } from '../ledger/posting.ts';
import { Refusal } from '../refusal.ts';
import { settle } from '../stays/settle.ts';
import type { Example, ExampleEvent, ExampleSettings } from './example.ts';
import { begin, pass, type Game } from './game.ts';
import { playPoints } from './play-points.ts';
import { playReward } from './play-rewards.ts';
import { playStay } from './play-stays.ts';
import { holdFromTheStart, playTier } from './play-tiers.ts';
import { programmeOf, type Programme, type ProgrammeFile, type Version } from './programme.ts';

/**
 * Plays an example: before each event happens what time alone does by its day, then the event; in the
 * end what time does by the day on which we look. A refused event changes nothing.
 */
export function play(example: Example, versions: ProgrammeFile['versions']): Game {
	const { events, member, on } = example;
	const days = events.map(dayOfEvent);
	const joinedOn = member?.joinedOn ?? events.map(firstDay).reduce(earlier);
	const history = newHistory(joinedOn);
	const game: Game = {
		programme: programmeWith(example.with, versions),
		on: on ?? days.reduce(later),
		newId: countingIds(),
		history,
		posting: emptyPosting(history.account),
		last: emptyPosting(history.account),
		stays: new Map(),
		activities: new Set(),
		spends: new Map(),
		awarded: new Set(),
		uses: []
	};
	if (member) holdFromTheStart(game, member);
	for (const event of events) {
		wait(game, dayOfEvent(event));
		begin(game);
		try {
			happen(game, event);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
			game.refused = error.code;
			if (event.kind === 'bill') game.moneyOff = { refused: error.code };
		}
	}
	wait(game, game.on);
	return game;
}

function wait(game: Game, through: PlainDate) {
	pass(game, settle(game.history, game.programme, through, game.newId));
}

function happen(game: Game, event: ExampleEvent) {
	switch (event.kind) {
		case 'stay':
		case 'activity':
		case 'claim':
		case 'refund':
			return playStay(game, event);
		case 'credits':
		case 'named':
		case 'challenge':
		case 'card':
			return playTier(game, event);
		case 'choose':
		case 'use-gift':
		case 'confirm':
		case 'bill':
		case 'convert':
		case 'reward-nights':
			return playReward(game, event);
		default:
			return playPoints(game, event);
	}
}

function programmeWith(
	settings: ExampleSettings | undefined,
	[first, ...rest]: ProgrammeFile['versions']
): Programme {
	const { bases = {}, ...replaced } = settings ?? {};
	const changed = (version: Version): Version => ({
		...version,
		...replaced,
		earning: version.earning.map((rule) => ({ ...rule, basis: bases[rule.id] ?? rule.basis }))
	});
	return settings
		? programmeOf({ versions: [changed(first), ...rest.map(changed)] })
		: programmeOf({ versions: [first, ...rest] });
}

/** The day on which an event becomes known. */
export function dayOfEvent(event: ExampleEvent): PlainDate {
	if (event.kind === 'stay') return event.knownOn ?? addDays(event.arrival, event.nights);
	return event.kind === 'activity' ? (event.knownOn ?? event.on) : event.on;
}

function firstDay(event: ExampleEvent): PlainDate {
	if (event.kind === 'claim') return firstDay(event.of);
	return event.kind === 'stay' ? event.arrival : event.on;
}

function countingIds(): NewId {
	let last = 0;
	return () => `id-${String((last += 1)).padStart(6, '0')}`;
}
