import { describe, expect, test } from 'vitest';
import { newHistory, type History } from '../ledger/history.ts';
import type { Version } from '../programme/programme.ts';
import { countingIds } from '../testing/make.ts';
import { atLeast, programmeOfTiers, reach, tier, untilNextYear } from '../testing/tier-parts.ts';
import { giftTier, giveCard, nameTier, startChallenge } from './give-tier.ts';

const validity = { kind: 'life' } as const;
const silver = tier('silver', [
	reach(atLeast('nights', 10)),
	{ id: 'by-name', kind: 'named', validity: untilNextYear }
]);
const gold = tier('gold', [
	{ id: 'by-name', kind: 'named', validity },
	{ id: 'in-90-days', kind: 'challenge', days: 90, needs: atLeast('nights', 9), validity }
]);
const cards: Version['cards'] = [
	{ id: 'tier-only', name: { en: 'Tier' }, tier: 'silver', validity: untilNextYear },
	{
		id: 'nights-only',
		name: { en: 'Nights' },
		validity,
		credits: [{ credit: 'nights', amount: 3 }]
	}
];
const programme = programmeOfTiers({ above: [silver, gold], cards });
const joined = newHistory('2024-01-01');
const on = '2026-05-01';

const name = (id: string, history: History = joined, now = programme) =>
	nameTier(history, id, on, now, countingIds(), 'A friend of the house.');
const sell = (card: string, now = programme) => giveCard(joined, card, on, now, countingIds());
const gift = (id: string, months: number, history: History = joined) =>
	giftTier(history, { tier: id, months }, on, programme, countingIds());

describe('D3: what is given says what it is', () => {
	test('D3: who is named has it for the validity of that way, with the reason that was written', () => {
		expect(name('silver').posting.grants).toEqual([
			{
				id: 'id-000001',
				tier: 'silver',
				from: on,
				validTo: '2027-12-31',
				reason: { kind: 'named', way: 'by-name', why: 'A friend of the house.' },
				programmeVersion: 1
			}
		]);
	});

	test('D3: a card of a tier alone adds no credits, one of nights alone gives no tier', () => {
		const { grants, credits } = sell('tier-only').posting;
		expect(grants).toMatchObject([
			{ tier: 'silver', validTo: '2027-12-31', reason: { kind: 'card', way: 'tier-only' } }
		]);
		expect(credits).toEqual([]);
		const nights = sell('nights-only').posting;
		expect(nights.grants).toEqual([]);
		expect(nights.credits).toMatchObject([
			{ kind: 'nights', amount: 3, countsOn: on, basis: 'gifted', cause: 'card nights-only' }
		]);
	});

	test('E1 D3: a challenge lends it for its days, the first among them; a gift for its months', () => {
		expect(
			startChallenge(joined, 'gold', on, programme, countingIds()).posting.grants
		).toMatchObject([{ validTo: '2026-07-29', reason: { kind: 'challenge', way: 'in-90-days' } }]);
		expect(gift('gold', 3).posting.grants).toMatchObject([
			{ validTo: '2026-07-31', reason: { kind: 'gift' } }
		]);
	});
});

describe('D3: what is not given', () => {
	const noCards = programmeOfTiers({ above: [silver, gold] });

	test.each<[string, () => unknown, object]>([
		['a tier that is not there', () => name('onyx'), { tier: 'onyx' }],
		['a gift of one', () => gift('onyx', 3), { tier: 'onyx' }],
		['a name for the floor', () => name('member'), { tier: 'member', way: 'named' }],
		[
			'a challenge that the tier has not',
			() => startChallenge(joined, 'silver', on, programme, countingIds()),
			{ tier: 'silver', way: 'challenge' }
		],
		['a card of another programme', () => sell('other'), { card: 'other' }],
		['a card where none is sold', () => sell('tier-only', noCards), { card: 'tier-only' }]
	])('D3: %s', (_, give, facts) => {
		expect(give).toThrow(expect.objectContaining({ code: 'not-found', facts }));
	});

	test('D3: what is held for as long already, itself or by a higher tier', () => {
		const held = (of: string) =>
			expect.objectContaining({ code: 'already-held', facts: { tier: of } });
		const silverTo2027 = name('silver').history;
		const goldForLife = name('gold').history;
		expect(() => name('silver', silverTo2027)).toThrow(held('silver'));
		expect(() => gift('silver', 20, silverTo2027)).toThrow(held('silver'));
		expect(() => gift('silver', 21, silverTo2027)).not.toThrow();
		expect(() => name('gold', goldForLife)).toThrow(held('gold'));
		expect(() => gift('gold', 99, goldForLife)).toThrow(held('gold'));
		expect(() => name('silver', goldForLife)).toThrow(held('gold'));
	});

	test('D3: a higher tier, or the same for life, is given beside what is held', () => {
		const goldForMonths = gift('gold', 3).history;
		expect(name('gold', goldForMonths).posting.grants).toMatchObject([{ validTo: undefined }]);
		expect(name('gold', name('silver').history).posting.grants).toMatchObject([{ tier: 'gold' }]);
	});
});
