import type { PlainDate } from '../calendar.ts';
import type { NewId, Posting } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { emptyPosting, joinPostings } from '../ledger/posting.ts';
import type { ActivityReasons, StayReasons } from '../reasons.ts';
import type { StayFacts } from '../stays/stay.ts';
import type { ExampleEvent } from './example.ts';
import type { Decimal, Programme } from './programme.ts';

/** An example while it is played: the member as a store would keep them. */
export interface Game {
	readonly programme: Programme;
	/** The day on which we look. */
	readonly on: PlainDate;
	readonly newId: NewId;
	history: History;
	/** Everything written so far, and by the last event. */
	posting: Posting;
	last: Posting;
	readonly stays: Map<string, KnownStay>;
	/** The ids of the activities that are known. */
	readonly activities: Set<string>;
	/** The entries of spends, by the ids that the example gives them. */
	readonly spends: Map<string, string>;
	/** The stays and occasions for which points were given. */
	readonly awarded: Set<string>;
	readonly uses: GiftInUse[];
	lastReasons?: StayReasons | ActivityReasons | undefined;
	noPointsBecause?: string | undefined;
	moneyOff?: { readonly points: number; readonly amount: string } | { readonly refused: string };
	refused?: string | undefined;
}

export interface KnownStay {
	readonly facts: StayFacts;
	/** Units of the stay's currency for one of the programme's. */
	readonly rate?: Decimal | undefined;
}

/** Pieces of a gift that were asked for a stay. */
export interface GiftInUse {
	readonly id: string;
	readonly gift: string;
	readonly pieces: number;
	readonly from: PlainDate;
	/** When they return by themselves, unless confirmed before. */
	readonly returns?: { readonly on: PlainDate; readonly at: string } | undefined;
	isConfirmed: boolean;
}

export type EventOf<Kind extends ExampleEvent['kind']> = Kind extends unknown
	? Extract<ExampleEvent, { readonly kind: Kind }>
	: never;

/** What an event writes. */
export function take(game: Game, step: Step) {
	pass(game, step);
	game.last = joinPostings(game.last, step.posting);
}

/** What time alone writes. */
export function pass(game: Game, step: Step) {
	game.history = step.history;
	game.posting = joinPostings(game.posting, step.posting);
}

/** From here on something else is the last event. */
export function begin(game: Game) {
	game.last = emptyPosting(game.history.account);
	game.refused = undefined;
}

/** The pieces of a gift that are asked for or used at the end of a day. */
export function inUse({ uses }: Game, gift: string, day: PlainDate): number {
	return uses
		.filter(
			(use) =>
				use.gift === gift &&
				use.from <= day &&
				(use.isConfirmed || use.returns === undefined || day < use.returns.on)
		)
		.reduce((sum, { pieces }) => sum + pieces, 0);
}
