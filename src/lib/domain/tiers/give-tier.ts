import { addDays, addMonths, type PlainDate } from '../calendar.ts';
import type { Credit, NewId, TierGrant, TierReason } from '../ledger/account.ts';
import type { History, Step } from '../ledger/history.ts';
import { emptyPosting, followedBy } from '../ledger/posting.ts';
import { versionOn, type Programme, type Tier, type Way } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import { evaluateTiers } from './evaluate.ts';
import { heldTier, rankOf } from './held-tier.ts';
import { settleTiers } from './settle-tiers.ts';
import { tierValidTo } from './windows.ts';

/**
 * A manager names a member to a tier, for the validity of the tier's named way. Refused with
 * `not-found` where the version of the day knows no such way, with `already-held` where the tier or a
 * higher one is held for at least as long.
 */
export function nameTier(
	history: History,
	tier: string,
	on: PlainDate,
	programme: Programme,
	newId: NewId,
	why: string
): Step {
	const found = findTier(programme, tier, on);
	const way = wayOf(found, 'named');
	return give(history, programme, on, newId, (settled) => {
		const validTo = tierValidTo(way.validity, on, settled.joinedOn);
		refuseHeld(settled, found, validTo, on, programme);
		return { grants: [{ tier, validTo, reason: { kind: 'named', way: way.id, why } }] };
	});
}

/**
 * A member buys a card: its tier while it is valid, its credits as a gift on that day. Refused with
 * `not-found` where the version of the day sells no such card.
 */
export function giveCard(
	history: History,
	card: string,
	on: PlainDate,
	programme: Programme,
	newId: NewId
): Step {
	const { document } = versionOn(programme, on);
	const found = document.cards?.find(({ id }) => id === card);
	if (!found) throw new Refusal('not-found', { card });
	const { tier, validity, credits = [] } = found;
	return give(history, programme, on, newId, ({ joinedOn }) => {
		const validTo = tierValidTo(validity, on, joinedOn);
		const reason = { kind: 'card', way: card } as const;
		return {
			grants: tier === undefined ? [] : [{ tier, validTo, reason }],
			credits: credits.map(({ credit, amount }) => ({
				kind: credit,
				amount,
				countsOn: on,
				basis: 'gifted',
				cause: `card ${card}`
			}))
		};
	});
}

/**
 * Lends a tier for the days of its challenge; who meets the needs in them has it from that day.
 * Refused with `not-found` where the tier has no challenge, with `already-held` where the member holds
 * it or a higher one already.
 */
export function startChallenge(
	history: History,
	tier: string,
	on: PlainDate,
	programme: Programme,
	newId: NewId
): Step {
	const found = findTier(programme, tier, on);
	const way = wayOf(found, 'challenge');
	return give(history, programme, on, newId, (settled) => {
		refuseHeld(settled, found, on, on, programme);
		const validTo = addDays(on, way.days - 1);
		return { grants: [{ tier, validTo, reason: { kind: 'challenge', way: way.id } }] };
	});
}

/**
 * A tier for so many months, bought with points; when they are over it simply ends. Refused with
 * `not-found` where the version of the day has no such tier, with `already-held` where it or a higher
 * one is held for at least as long.
 */
export function giftTier(
	history: History,
	{ tier, months }: { readonly tier: string; readonly months: number },
	on: PlainDate,
	programme: Programme,
	newId: NewId
): Step {
	const found = findTier(programme, tier, on);
	return give(history, programme, on, newId, (settled) => {
		const validTo = addDays(addMonths(on, months), -1);
		refuseHeld(settled, found, validTo, on, programme);
		return { grants: [{ tier, validTo, reason: { kind: 'gift' } }] };
	});
}

interface Given {
	readonly grants: readonly {
		readonly tier: string;
		readonly validTo: PlainDate | undefined;
		readonly reason: TierReason;
	}[];
	readonly credits?: readonly Omit<Credit, 'id' | 'programmeVersion'>[];
}

/** Settles what was due, gives, and looks again at what the credits lead to. */
function give(
	history: History,
	programme: Programme,
	on: PlainDate,
	newId: NewId,
	decide: (settled: History) => Given
): Step {
	const programmeVersion = versionOn(programme, on).number;
	const settled = settleTiers(history, programme, on, newId);
	const given = followedBy(settled, (now) => {
		const decided = decide(now);
		const common = { from: on, programmeVersion };
		const grants = decided.grants.map((grant): TierGrant => ({ id: newId(), ...common, ...grant }));
		const credits = (decided.credits ?? []).map((credit): Credit => ({
			id: newId(),
			programmeVersion,
			...credit
		}));
		return writing(now, grants, credits);
	});
	return followedBy(given, (now) => {
		const touched = { from: on, to: on };
		const { grants, credits, joinedOn } = now;
		return writing(now, evaluateTiers(grants, credits, programme, joinedOn, touched, newId), []);
	});
}

function writing(history: History, grants: readonly TierGrant[], credits: readonly Credit[]): Step {
	return {
		posting: { ...emptyPosting(history.account), grants, credits },
		history: {
			...history,
			grants: [...history.grants, ...grants],
			credits: [...history.credits, ...credits]
		}
	};
}

function findTier(programme: Programme, tier: string, on: PlainDate): Tier {
	const found = versionOn(programme, on).document.tiers.find(({ id }) => id === tier);
	if (!found) throw new Refusal('not-found', { tier });
	return found;
}

function wayOf<K extends Way['kind']>({ id, ways }: Tier, kind: K): Extract<Way, { kind: K }> {
	const way = ways.find((one): one is Extract<Way, { kind: K }> => one.kind === kind);
	if (!way) throw new Refusal('not-found', { tier: id, way: kind });
	return way;
}

function refuseHeld(
	{ grants }: History,
	tier: Tier,
	validTo: PlainDate | undefined,
	on: PlainDate,
	programme: Programme
): void {
	const held = heldTier(grants, programme, on);
	if (held.rank < rankOf(versionOn(programme, on).document, tier.id)) return;
	const isLonger = held.validTo !== undefined && (validTo === undefined || validTo > held.validTo);
	if (!isLonger) throw new Refusal('already-held', { tier: held.tier.id });
}
