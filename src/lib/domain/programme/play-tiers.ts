import { addDays } from '../calendar.ts';
import { parseAmount } from '../money.ts';
import { addCredits } from '../stays/post-stay.ts';
import type { ExampleMember } from './example.ts';
import { pass, take, type EventOf, type Game } from './game.ts';
import { versionOn } from './programme.ts';
import { emptyPosting } from '../ledger/posting.ts';
import { giveCard, nameTier, startChallenge } from '../tiers/give-tier.ts';

/** The tier that the example's member has before anything happens. */
export function holdFromTheStart(game: Game, { tier, tierSince, tierValidTo }: ExampleMember) {
	if (tier === undefined) return;
	const { history, programme, newId } = game;
	// From the day before joining: where counters start anew after an upgrade, the first day counts.
	const from = tierSince ?? addDays(history.joinedOn, -1);
	const grant = {
		id: newId(),
		tier,
		from,
		validTo: tierValidTo,
		reason: { kind: 'named', why: 'example' },
		programmeVersion: versionOn(programme, from).number
	} as const;
	pass(game, {
		posting: { ...emptyPosting(history.account), grants: [grant] },
		history: { ...history, grants: [grant] }
	});
}

/** What leads to tiers without a stay. */
export function playTier(game: Game, event: EventOf<'credits' | 'named' | 'challenge' | 'card'>) {
	const { history, programme, newId } = game;
	switch (event.kind) {
		case 'credits':
			return credits(game, event);
		case 'named':
			return take(game, nameTier(history, event.tier, event.on, programme, newId, 'example'));
		case 'challenge':
			return take(game, startChallenge(history, event.tier, event.on, programme, newId));
		case 'card':
			return take(game, giveCard(history, event.card, event.on, programme, newId));
	}
}

function credits(game: Game, { on, credit: kind, amount, basis }: EventOf<'credits'>) {
	const { history, programme, newId } = game;
	const version = versionOn(programme, on);
	const { currency, counters } = version.document;
	const isMoney = counters.find(({ id }) => id === kind)?.unit === 'money';
	const units = isMoney ? parseAmount(amount, currency) : Number(amount);
	if (units === undefined || !Number.isSafeInteger(units))
		throw new Error(isMoney ? `no amount of ${currency}: ${amount}` : `${amount} is not whole`);
	const credit = {
		id: newId(),
		kind,
		amount: units,
		countsOn: on,
		basis: basis ?? 'real',
		programmeVersion: version.number
	} as const;
	take(game, addCredits(history, [credit], programme, newId));
}
