import { later, type PlainDate } from '../calendar.ts';
import { expiryCalendar, pointsValidTo } from '../expiry/expiry-calendar.ts';
import type { History } from '../ledger/history.ts';
import { giftsOn } from '../milestones/gifts-on.ts';
import { settle } from '../stays/settle.ts';
import { heldTier } from '../tiers/held-tier.ts';
import type { ExampleMilestone, Expectation } from './example.ts';
import { inUse, type Game } from './game.ts';
import { countsOf, creditsOf, rolledOf } from './look-counters.ts';
import { exactOf } from './exact.ts';

type Field = keyof Expectation;

/** What an example expects, as it came out. */
export function look(game: Game, expect: Expectation): Record<string, unknown> {
	return Object.fromEntries(
		Object.keys(expect).map((field) => [field, lookAt(game, field as Field, expect)])
	);
}

function lookAt(game: Game, field: Field, expect: Expectation): unknown {
	const { history, programme, on, lastReasons } = game;
	const held = heldTier(history.grants, programme, on);
	switch (field) {
		case 'earned':
			return earned(game);
		case 'base':
		case 'bonus':
			return lastReasons?.[field] ?? 0;
		case 'exact':
			return lastReasons ? exactOf(lastReasons) : 0;
		case 'noPointsBecause':
			return game.noPointsBecause;
		case 'balance':
		case 'debt':
			return history.account[field];
		case 'balances':
			return expect.balances?.map(({ on: day }) => ({ on: day, balance: balanceOn(game, day) }));
		case 'pending':
			return history.pending.reduce((sum, { points }) => sum + points, 0);
		case 'pendingUntil':
			return history.pending.map(({ releaseOn }) => releaseOn).toSorted()[0] ?? 'none';
		case 'spent':
			return spent(game);
		case 'tier':
			return held.tier.id;
		case 'tiers':
			return expect.tiers?.map(({ on: day }) => ({ on: day, tier: tierOn(game, day) }));
		case 'tierSince':
			return held.since && later(held.since, history.joinedOn);
		case 'tierValidTo':
			return held.rank === 0 ? undefined : (held.validTo ?? 'life');
		case 'credits':
			return creditsOf(game, expect.credits ?? {});
		case 'counts':
			return countsOf(game, expect.counts ?? {});
		case 'rolled':
			return rolledOf(game, expect.rolled ?? {});
		case 'milestones':
			return milestones(history, expect.milestones ?? []);
		case 'issued':
			return issued(game);
		case 'gifts':
			return gifts(game, Object.keys(expect.gifts ?? {}));
		case 'pointsValidTo':
			return pointsValidTo(history, programme, on)?.validTo ?? 'none';
		case 'lots':
			return expiryCalendar(history, programme, on).lots.map(({ lot, validTo }) => ({
				points: lot.left,
				validTo: validTo ?? 'none'
			}));
		case 'moneyOff':
			return game.moneyOff;
		case 'refused':
			return typeof expect.refused === 'boolean' ? game.refused !== undefined : game.refused;
	}
}

function earned({ posting, history }: Game): number {
	const entries = posting.entries.filter(
		({ kind, reasons }) =>
			kind === 'earn' || kind === 'reversal' || (kind === 'bonus' && reasons.kind !== 'given')
	);
	return [...entries, ...history.pending].reduce((sum, { points }) => sum + points, 0);
}

function spent({ last }: Game): number {
	const kinds = ['redeem', 'transfer-out', 'adjust'];
	const taken = last.entries.filter(({ kind, points }) => kinds.includes(kind) && points < 0);
	return taken.reduce((sum, { points }) => sum - points, 0);
}

/** The member at the end of a day: a later one when nothing else happens. */
function historyThrough(game: Game, day: PlainDate): Pick<Game, 'history' | 'posting'> {
	const { history, programme, newId } = game;
	return settle(history, programme, day, newId);
}

function balanceOn(game: Game, day: PlainDate): number {
	const later = day > game.on ? historyThrough(game, day).posting.entries : [];
	return [...game.posting.entries, ...later]
		.filter(({ effectiveOn }) => effectiveOn <= day)
		.reduce((sum, { points }) => sum + points, 0);
}

function tierOn(game: Game, day: PlainDate): string {
	const { history } = day > game.on ? historyThrough(game, day) : game;
	return heldTier(history.grants, game.programme, day).tier.id;
}

/** Those of the milestones that are named, with the fields that are named. */
function milestones({ milestones, choices }: History, expected: readonly ExampleMilestone[]) {
	const named = new Set(expected.map(({ milestone }) => milestone));
	return milestones
		.filter(({ milestone }) => named.size === 0 || named.has(milestone))
		.map(({ id, milestone, at, reachedOn, chooseBy }, index) => {
			const asked = expected[index];
			const chosen = choices.find(({ grantId }) => grantId === id)?.options ?? [];
			const all = { milestone, at, reachedOn, chooseBy, chosen: asOrdered(chosen, asked?.chosen) };
			const keep = (key: string) => key === 'milestone' || key === 'at' || (asked && key in asked);
			return Object.fromEntries(Object.entries(all).filter(([key]) => keep(key)));
		});
}

/** In the order that is expected, which does not matter. */
function asOrdered(chosen: readonly string[], expected: readonly string[] = []) {
	return chosen.toSorted((one, other) => expected.indexOf(one) - expected.indexOf(other));
}

function issued({ last }: Game): Record<string, number[]> {
	const numbers: Record<string, number[]> = {};
	for (const { milestone, at } of last.milestones) (numbers[milestone] ??= []).push(at);
	return numbers;
}

function gifts(game: Game, ids: readonly string[]): Record<string, number> {
	const { history, programme, on } = game;
	const there = giftsOn(history, programme, on);
	const countOf = (id: string) =>
		there.filter(({ gift }) => gift.id === id).reduce((sum, { count }) => sum + count, 0);
	return Object.fromEntries(ids.map((id) => [id, Math.max(countOf(id) - inUse(game, id, on), 0)]));
}
