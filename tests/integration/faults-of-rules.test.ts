import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import { toText, type Fraction } from '#lib/domain/fraction.ts';
import { spend } from '#lib/domain/ledger/spend.ts';
import { earn } from '#lib/domain/ledger/earn.ts';
import { decimalsOf } from '#lib/domain/money.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { decideMoneyOff } from '#lib/domain/rewards/money-off.ts';
import { addCredits, postStay } from '#lib/domain/stays/post-stay.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '#lib/domain/testing/make.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { nextTier, progressTo } from '#lib/domain/tiers/progress.ts';
import { formatDecimal, formatMoney, formatNumber, sayPoints } from '#lib/i18n/formats.ts';
import { shownFraction } from '#lib/ui/why.ts';

// Faults that other loyalty systems had, as far as rules alone can have them. Each title says which.

const meridian = programmeLike('meridian');
const pearl = programmeLike('pearl');

/** The tier after credits of one day, by counter. */
function tierWith(programme: Programme, amounts: Readonly<Record<string, number>>): string {
	const book = new Book(programme);
	const newId = countingIds();
	const credits = Object.entries(amounts).map(([kind, amount]) => ({
		...{ id: newId(), kind, amount, countsOn: '2026-05-01' },
		...{ basis: 'real', programmeVersion: 1 }
	})) as Parameters<typeof addCredits>[1];
	book.write(addCredits(book.history, credits, programme, newId));
	return heldTier(book.history.grants, programme, '2026-05-01').tier.id;
}

test('G3: nights are counted as evenings, not in hours over a clock change', () => {
	for (const arrival of ['2026-03-28', '2026-10-24', '2026-03-07', '2026-10-31', '2026-04-04']) {
		const book = new Book(meridian);
		const stay = stayOf({ arrival, nights: 2, roomMinor: 20_000 });
		book.write(postStay(book.history, stay, meridian, noRates, '2026-12-31', countingIds()));
		const nights = book.history.credits.filter(({ kind }) => kind === 'nights');
		expect(nights.map(({ amount, startsOn }) => [amount, startsOn])).toEqual([[2, arrival]]);
		expect(stay.departure).toBe(addDays(arrival, 2));
	}
});

test('D3: a rule with "and" is not read as "or", nor one with "or" as "and"', () => {
	const spend = 2_300_000;
	expect(tierWith(meridian, { nights: 100, spend })).toBe('ambassador');
	expect(tierWith(meridian, { nights: 100, spend: spend - 1 })).toBe('titanium');
	expect(tierWith(meridian, { nights: 99, spend })).toBe('titanium');
	expect(tierWith(meridian, { nights: 0, spend })).toBe('member');

	expect(tierWith(pearl, { stays: 5 })).toBe('member');
	expect(tierWith(pearl, { spend: 2_000_000 })).toBe('member');
	expect(tierWith(pearl, { stays: 4, spend: 1_999_999 })).toBe('regular');
	expect(tierWith(pearl, { nights: 60 })).toBe('vip');
});

test('D3: no tier is skipped, and none is given one night early', () => {
	const newId = countingIds();
	const book = new Book(meridian);
	const tiers: string[] = [];
	for (let night = 1; night <= 76; night += 1) {
		const day = addDays('2026-01-01', night);
		const stay = stayOf({ id: `stay-${night}`, arrival: addDays(day, -1), roomMinor: 10_000 });
		book.write(postStay(book.history, stay, meridian, noRates, '2026-12-31', newId));
		tiers.push(heldTier(book.history.grants, meridian, day).tier.id);
	}
	const changes = tiers.flatMap((tier, at) => (tier === tiers[at - 1] ? [] : [[at + 1, tier]]));
	expect(changes).toEqual([
		[1, 'member'],
		[10, 'silver'],
		[25, 'gold'],
		[50, 'platinum'],
		[75, 'titanium']
	]);
	expect([9, 10, 24, 25, 49, 50, 74, 75].map((nights) => tierWith(meridian, { nights }))).toEqual([
		...['member', 'silver', 'silver', 'gold', 'gold', 'platinum', 'platinum', 'titanium']
	]);
});

test('D3: no tier is lost by spending points, by returning or by losing them', () => {
	const newId = countingIds();
	const book = new Book(meridian);
	const stay = stayOf({ arrival: '2026-01-01', nights: 25, roomMinor: 500_000 });
	book.write(postStay(book.history, stay, meridian, noRates, '2026-12-31', newId));
	const points = book.history.account.balance;
	const reasons = { kind: 'spend', points, what: 'test' } as const;
	const what = { kind: 'redeem', points, effectiveOn: '2026-02-01', reasons } as const;
	book.write(spend(book.history, what, meridian, newId));
	expect(book.history.account.balance).toBe(0);
	expect(heldTier(book.history.grants, meridian, '2026-02-01').tier.id).toBe('gold');
	const more = stayOf({ id: 'more', arrival: '2026-02-02', roomMinor: 100_000 });
	book.write(postStay(book.history, more, meridian, noRates, '2026-12-31', newId));
	expect(book.history.account.balance).toBe(12_500);
	expect(book.history.grants.filter((grant) => grant.revokes)).toEqual([]);
});

test('B1 D3: after a roll-over progress is that of the counter that leads to the tier, not of milestones', () => {
	const orchard = programmeLike('orchard');
	const newId = countingIds();
	const book = new Book(orchard, '2020-01-01');
	for (const [year, nights] of [
		['2026', 25],
		['2027', 18]
	] as const) {
		const stay = stayOf({ id: year, arrival: `${year}-03-01`, nights, currency: 'USD' });
		book.write(postStay(book.history, stay, orchard, noRates, '2027-12-31', newId));
	}
	const { credits, grants, joinedOn, milestones } = book.history;
	const held = heldTier(grants, orchard, '2027-04-01');
	expect(held.tier.id).toBe('gold');
	const next = nextTier(orchard, held.rank, '2027-04-01')!;
	const counters = progressTo(next, credits, orchard, '2027-04-01', joinedOn).flatMap(
		(way) => way.counters
	);
	expect(counters.find(({ credit }) => credit === 'nights')).toMatchObject({
		has: 23,
		goal: 40,
		left: 17
	});
	expect(milestones.map(({ at, reachedOn }) => [at, reachedOn.slice(0, 4)])).toEqual([
		[20, '2026']
	]);
});

test('E5: a reward worth more than the bill takes only what the bill needs', () => {
	const steps = { kind: 'steps', points: 2000, amount: 40 } as const;
	const any = { kind: 'any', pointsPerUnit: 15 } as const;
	const bill = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
	expect(decideMoneyOff(steps, bill(9_999), 1_000_000)).toEqual({
		points: 4000,
		amountMinor: 8_000
	});
	expect(() => decideMoneyOff(steps, bill(3_999), 1_000_000)).toThrow(
		expect.objectContaining({ code: 'bill-below-one-step' })
	);
	expect(decideMoneyOff(any, bill(1), 1_000_000)).toEqual({ points: 1, amountMinor: 1 });
	expect(decideMoneyOff(any, bill(10_000), 1_000_000)).toEqual({
		points: 1500,
		amountMinor: 10_000
	});
	const pearlRule = versionOn(pearl, '2026-01-01').document.moneyOff!;
	expect(decideMoneyOff(pearlRule, { amountMinor: 300, currency: 'CNY' }, 350)).toEqual({
		points: 300,
		amountMinor: 300
	});
});

test('D6: the decimals of a currency are applied to its amounts and never to points', () => {
	const per = (currency: string, minor: number) => {
		const programme = programmeLike('meridian', { currency });
		const stay = stayOf({
			currency,
			folio: [{ class: 'room', amountMinor: minor, on: '2026-03-03' }]
		});
		const book = new Book(programme);
		book.write(postStay(book.history, stay, programme, noRates, '2026-12-31', countingIds()));
		return book.history.account.balance;
	};
	// 12,345 yen, 123.45 euros and 12.345 dinars, at 10 points for one unit.
	expect(per('JPY', 12_345)).toBe(123_450);
	expect(per('EUR', 12_345)).toBe(1_234);
	expect(per('KWD', 12_345)).toBe(123);
	expect(sayPoints(12_345, { en: { one: 'point', other: 'points' } })).toBe('12,345 points');
});

test('L5: an amount of any currency is shown with the decimals it is kept with', () => {
	for (const currency of Intl.supportedValuesOf('currency')) {
		const decimals = decimalsOf(currency);
		const shown = formatMoney(123_456, currency).replace(/^[^\d]*/, '');
		expect([currency, shown]).toEqual([
			currency,
			{ 0: '123,456', 2: '1,234.56', 3: '123.456' }[decimals]
		]);
	}
});

test('C7: no float tail reaches a screen', () => {
	// 0.1 + 0.2, 24.975, 4.35 × 100: what a float shows with a tail is shown as it is kept.
	for (const [text, shown] of [
		['3/10', '0.3'],
		['24975/1000', '24.975'],
		['435', '435'],
		['1/3', '0.3333'],
		['2/3', '0.6667']
	] as const)
		expect(formatDecimal(shownFraction(text))).toBe(shown);

	fc.assert(
		fc.property(fc.bigInt({ min: 0n, max: 10n ** 11n }), fc.nat({ max: 4 }), (n, decimals) => {
			const value: Fraction = { n, d: 10n ** BigInt(decimals) };
			expect(formatDecimal(shownFraction(toText(value)))).toBe(grouped(n, decimals, true));
		})
	);
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 10 ** 13 }), (minor) => {
			expect(formatMoney(minor, 'EUR')).toBe(`€${grouped(BigInt(minor), 2, false)}`);
			expect(formatMoney(minor, 'KWD').replace(/^[^\d]*/, '')).toBe(
				grouped(BigInt(minor), 3, false)
			);
			expect(formatNumber(minor)).toBe(grouped(BigInt(minor), 0, true));
		})
	);
});

/** By digits alone: '1234567' with two decimals is '12,345.67'. */
function grouped(digits: bigint, decimals: number, bare: boolean): string {
	const text = digits.toString().padStart(decimals + 1, '0');
	const whole = text.slice(0, text.length - decimals).replace(/\B(?=(\d{3})+$)/g, ',');
	const all = decimals === 0 ? '' : text.slice(-decimals);
	const rest = bare ? all.replace(/0+$/, '') : all;
	return rest === '' ? whole : `${whole}.${rest}`;
}

test('C2: points never pass through a float: sums of fifteen digits are exact', () => {
	const given = { kind: 'given', what: 'adjust', why: 'test' } as const;
	const amount = fc.integer({ min: 100_000_000_000_000, max: 999_999_999_999_999 });
	const programme = programmeLike('meridian', { expiry: { kind: 'never' } });
	const version = versionOn(programme, '2026-01-01');
	fc.assert(
		fc.property(fc.array(amount, { minLength: 2, maxLength: 8 }), fc.nat(), (amounts, more) => {
			const book = new Book(programme);
			const newId = countingIds();
			for (const points of amounts)
				book.write(
					earn(
						book.history,
						{
							kind: 'adjust',
							points,
							effectiveOn: '2026-01-01',
							reasons: { ...given, points }
						},
						version,
						newId
					)
				);
			const sum = amounts.reduce((total, points) => total + BigInt(points), 0n);
			expect(BigInt(book.history.account.balance)).toBe(sum);
			const points = amounts[0]! + (more % 99_999_999_999);
			const reasons = { kind: 'spend', points, what: 'test' } as const;
			const what = { kind: 'redeem', points, effectiveOn: '2026-01-02', reasons } as const;
			book.write(spend(book.history, what, programme, newId));
			expect(BigInt(book.history.account.balance)).toBe(sum - BigInt(points));
			const left = book.history.lots.reduce((total, lot) => total + BigInt(lot.left), 0n);
			expect(left).toBe(sum - BigInt(points));
		})
	);
});

test('C2: a balance that a number could not hold exactly is refused, not rounded', () => {
	const programme = programmeLike('meridian', { expiry: { kind: 'never' } });
	const version = versionOn(programme, '2026-01-01');
	const book = new Book(programme);
	const points = Number.MAX_SAFE_INTEGER - 1;
	const give = (amount: number) =>
		earn(
			book.history,
			{
				kind: 'adjust',
				points: amount,
				effectiveOn: '2026-01-01',
				reasons: { kind: 'given', what: 'adjust', points: amount, why: 'test' }
			},
			version,
			countingIds(`${amount}`)
		);
	book.write(give(points));
	expect(() => give(2)).toThrow(expect.objectContaining({ code: 'invalid' }));
});
