import type { Entry } from '../ledger/account.ts';
import { lastActivityOn } from '../ledger/activity.ts';
import { earn, earnAward, findAward, type Earning } from '../ledger/earn.ts';
import { giveBack } from '../ledger/reverse.ts';
import { spend, type Spending } from '../ledger/spend.ts';
import type { GivenReasons } from '../reasons.ts';
import { Refusal } from '../refusal.ts';
import { take, type EventOf, type Game } from './game.ts';
import { versionOn } from './programme.ts';

type Given = 'gift' | 'transfer-in' | 'transfer-out' | 'goodwill' | 'purchase' | 'adjust';

/** Points that are spent, given back, given, taken or awarded. */
export function playPoints(game: Game, event: EventOf<'spend' | 'cancel' | 'award' | Given>) {
	switch (event.kind) {
		case 'spend': {
			const reasons = { kind: 'spend', points: event.points, what: 'example' } as const;
			return use(game, { kind: 'redeem', points: event.points, reasons }, event);
		}
		case 'transfer-out': {
			const reasons = { kind: 'spend', points: event.points, what: 'example' } as const;
			return use(game, { kind: 'transfer-out', points: event.points, reasons }, event);
		}
		case 'cancel':
			return cancel(game, event);
		case 'award':
			return award(game, event);
		case 'adjust': {
			const { points } = event;
			const reasons = { kind: 'given', what: 'adjust', points, why: 'example' } as const;
			return points > 0
				? give(game, event, 'adjust', reasons)
				: use(game, { kind: 'adjust', points: -points, reasons }, event);
		}
		default: {
			const [kind, what] = kinds[event.kind];
			const reasons = { kind: 'given', what, points: event.points, why: 'example' } as const;
			return give(game, event, kind, reasons);
		}
	}
}

const kinds = {
	gift: ['transfer-in', 'gift'],
	'transfer-in': ['transfer-in', 'transfer'],
	goodwill: ['goodwill', 'goodwill'],
	purchase: ['bonus', 'purchase']
} as const;

/** Takes points, and keeps under which id, for a later `cancel`. */
export function use(
	game: Game,
	spending: Omit<Spending, 'effectiveOn'>,
	{ on, id }: { readonly on: string; readonly id?: string | undefined }
) {
	const step = spend(game.history, { ...spending, effectiveOn: on }, game.programme, game.newId);
	take(game, step);
	const entry = step.posting.entries.at(-1);
	if (id !== undefined && entry) game.spends.set(id, entry.id);
}

function give(
	game: Game,
	{ on, points }: { readonly on: string; readonly points: number },
	kind: Earning['kind'],
	reasons: GivenReasons
) {
	const version = versionOn(game.programme, on);
	take(game, earn(game.history, { kind, points, effectiveOn: on, reasons }, version, game.newId));
}

function award(game: Game, { on, occasion, stay }: EventOf<'award'>) {
	const version = versionOn(game.programme, on);
	const award = findAward(version, occasion);
	if (!award) throw new Error(`no award for ${occasion} on ${on}`);
	if (stay !== undefined) {
		const key = `${occasion} ${stay}`;
		if (!game.stays.has(stay)) throw new Error(`there is no stay ${stay} before the award`);
		if (game.awarded.has(key)) return;
		game.awarded.add(key);
	}
	take(game, earnAward(game.history, award, { on, stayId: stay }, version, game.newId));
}

function cancel(game: Game, { on, spend: id }: EventOf<'cancel'>) {
	const { history, posting, programme, newId } = game;
	const entry = posting.entries.find((one) => one.id === game.spends.get(id));
	if (!entry) throw new Error(`there is no spend ${id} before the cancel`);
	const back = posting.entries.filter(({ reverses }) => reverses === entry.id);
	if (back.length > 0) throw new Refusal('entry-already-reversed');
	const taken = {
		entry,
		takes: takesOf(game, entry),
		otherActivityOn: activityWithout(game, entry)
	};
	take(game, giveBack(history, taken, { on, what: 'example' }, programme, newId));
}

function takesOf({ posting, history }: Game, entry: Entry) {
	return posting.moves
		.filter(({ entryId }) => entryId === entry.id)
		.map(({ lotId, points }) => {
			const opened = posting.opened.find(({ id }) => id === lotId);
			const lot = history.lots.find(({ id }) => id === lotId) ?? opened;
			if (!lot) throw new Error(`no lot ${lotId}`);
			return { lot, points: -points };
		});
}

function activityWithout({ posting, programme }: Game, { id }: Entry) {
	const others = posting.entries.filter((entry) => entry.id !== id);
	return lastActivityOn(others, programme);
}
