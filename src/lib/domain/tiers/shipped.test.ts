import { expect, test } from 'vitest';
import { earlier } from '../calendar.ts';
import { newHistory } from '../ledger/history.ts';
import { spend } from '../ledger/spend.ts';
import type { TemplateName } from '../programme/templates.ts';
import { addCredits, postStay } from '../stays/post-stay.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import { heldTier } from './held-tier.ts';
import { settleTiers } from './settle-tiers.ts';

// The thresholds of the shipped programmes, as their published rules have them.

type Counted = readonly [credit: string, amount: number, on: string];

function tierAfter(name: TemplateName, counted: readonly Counted[], on: string) {
	const programme = programmeLike(name);
	const newId = countingIds();
	const first = counted.map(([, , day]) => day).reduce(earlier);
	let history = newHistory(first);
	for (const [kind, amount, countsOn] of counted) {
		history = settleTiers(history, programme, countsOn, newId).history;
		const credit = { id: newId(), kind, amount, countsOn, basis: 'real' } as const;
		history = addCredits(history, [{ ...credit, programmeVersion: 1 }], programme, newId).history;
	}
	history = settleTiers(history, programme, on, newId).history;
	const { tier, validTo, rank } = heldTier(history.grants, programme, on);
	return [tier.id, rank === 0 ? undefined : (validTo ?? 'life')];
}

const day = '2026-05-20';

test.each<[TemplateName, readonly Counted[], string, string, string | undefined]>([
	// Nights and spend: one cent short is one tier short.
	[
		'meridian',
		[
			['nights', 100, day],
			['spend', 2_299_999, day]
		],
		day,
		'titanium',
		'2028-02-29'
	],
	[
		'meridian',
		[
			['nights', 100, day],
			['spend', 2_300_000, day]
		],
		day,
		'ambassador',
		'2028-02-29'
	],
	[
		'meridian',
		[
			['nights', 99, day],
			['spend', 2_300_000, day]
		],
		day,
		'titanium',
		'2028-02-29'
	],
	// To the end of February of the second calendar year after.
	['summit', [['nights', 30, day]], day, 'explorer', '2028-02-29'],
	[
		'summit',
		[
			['nights', 29, day],
			['base', 49_999, day]
		],
		day,
		'discoverer',
		'2028-02-29'
	],
	[
		'summit',
		[
			['nights', 29, day],
			['base', 50_000, day]
		],
		day,
		'explorer',
		'2028-02-29'
	],
	['summit', [['nights', 30, day]], '2028-03-01', 'member', undefined],
	// Nights or status points, Diamond by points alone.
	[
		'atlas',
		[
			['nights', 61, day],
			['status', 9_000, day]
		],
		day,
		'platinum',
		'2027-12-31'
	],
	[
		'atlas',
		[
			['nights', 200, day],
			['status', 25_999, day]
		],
		day,
		'platinum',
		'2027-12-31'
	],
	['atlas', [['status', 26_000, day]], day, 'diamond', '2027-12-31'],
	// The better of this year and last year.
	[
		'atlas',
		[
			['nights', 60, '2025-06-01'],
			['nights', 10, day]
		],
		day,
		'platinum',
		'2026-12-31'
	],
	[
		'orchard',
		[
			['nights', 19, day],
			['base', 40_000, day]
		],
		day,
		'gold',
		'2027-12-31'
	]
])('D3: %s with %j holds on %s %s, valid to %s', (name, counted, on, tier, validTo) => {
	expect(tierAfter(name, counted, on)).toEqual([tier, validTo]);
});

test('D3: Pearl is for life after five stays or CNY 20,000, VIP by 60 nights of a year is not', () => {
	expect(tierAfter('pearl', [['stays', 5, day]], '2040-01-01')).toEqual(['member', 'life']);
	expect(tierAfter('pearl', [['spend', 2_000_000, day]], day)).toEqual(['member', 'life']);
	expect(tierAfter('pearl', [['nights', 60, day]], day)).toEqual(['vip', '2027-12-31']);
	expect(tierAfter('pearl', [['spend', 10_000_000, day]], '2040-01-01')).toEqual(['vip', 'life']);
});

test('D3: points that are spent take no tier, and the stay that reaches one is priced below it', () => {
	const programme = programmeLike('bamboo');
	const book = new Book(programme, '2026-01-01');
	const newId = countingIds();
	const stay = stayOf({ arrival: '2026-02-01', nights: 5, currency: 'CNY', roomMinor: 100_000 });
	const { brands } = programme[0].document;
	const first = { ...stay, brand: brands[0] ?? '' };
	book.write(postStay(book.history, first, programme, noRates, '2026-02-06', newId));
	expect(heldTier(book.history.grants, programme, '2026-02-06').tier.id).toBe('silver');
	expect(book.history.account.balance).toBe(1_000);
	const reasons = { kind: 'spend', points: 1_000, what: 'test' } as const;
	const spending = { kind: 'redeem', points: 1_000, effectiveOn: '2026-02-07', reasons } as const;
	book.write(spend(book.history, spending, programme, newId));
	expect(heldTier(book.history.grants, programme, '2026-02-07').tier.id).toBe('silver');
	const second = {
		...first,
		id: 'stay-2',
		arrival: '2026-03-01',
		departure: '2026-03-16',
		nights: 15
	};
	book.write(postStay(book.history, second, programme, noRates, '2026-03-16', newId));
	expect(heldTier(book.history.grants, programme, '2026-03-15').tier.id).toBe('silver');
	expect(heldTier(book.history.grants, programme, '2026-03-16').tier.id).toBe('gold');
	// With Silver's 50 %, not Gold's 100 %.
	expect(book.history.account.balance).toBe(1_500);
});
