import { describe, expect, test } from 'vitest';
import { programmeLike, templateVersion } from '../testing/make.ts';
import { grantOf } from '../testing/tier-parts.ts';
import { countingFrom, startsAnew } from './counting-from.ts';
import type { Hold } from './holds.ts';

const [floor = '', low = '', high = ''] = templateVersion('meridian').tiers.map(({ id }) => id);
const never = programmeLike('meridian');
const onUpgrade = programmeLike('meridian', { restart: 'on-upgrade' });
const onBoth = programmeLike('meridian', { restart: 'on-upgrade-and-renewal' });
const hold = (
	tier: string,
	from: string,
	validTo: string | undefined,
	kind: Hold['kind'] = 'reached'
): Hold => ({ tier, from, validTo, kind });
const held = hold(low, '2025-05-01', '2026-12-31');

describe('D3: counters start anew', () => {
	test.each([
		['after a tier above', hold(high, '2026-03-01', '2027-12-31'), '2026-03-02', '2026-03-02'],
		['not after a tier below', hold('base', '2026-03-01', '2027-12-31'), undefined, undefined],
		[
			'with a longer one of the same rank where renewals do',
			hold(low, '2026-03-01', '2027-12-31'),
			undefined,
			'2026-03-02'
		],
		['with one for life', hold(low, '2026-03-01', undefined), undefined, '2026-03-02'],
		['not with one as long', hold(low, '2026-03-01', '2026-12-31'), undefined, undefined],
		['not with a shorter one', hold(low, '2026-03-01', '2026-06-30'), undefined, undefined],
		[
			'on the day a tier was kept',
			hold(low, '2027-01-01', '2027-12-31', 'kept'),
			undefined,
			'2027-01-01'
		],
		[
			'not by a lent one',
			hold(high, '2026-03-01', '2026-06-30', 'challenge'),
			undefined,
			undefined
		],
		['not by a gift', hold(high, '2026-03-01', '2026-06-30', 'gift'), undefined, undefined],
		['not by falling', hold(low, '2026-03-01', '2027-12-31', 'fallen'), undefined, undefined]
	] as const)('D3: %s', (_, made, upgrade, both) => {
		expect(startsAnew(made, [held], onUpgrade)).toBe(upgrade);
		expect(startsAnew(made, [held], onBoth)).toBe(both);
		expect(startsAnew(made, [held], never)).toBeUndefined();
	});

	test('D3: a tier that was for life, or is over, or is another one, is renewed by none', () => {
		const again = hold(low, '2026-03-01', '2027-12-31');
		expect(startsAnew(again, [hold(low, '2025-01-01', undefined)], onBoth)).toBeUndefined();
		const over = hold(low, '2024-01-01', '2025-12-31');
		expect(startsAnew(again, [over], onUpgrade)).toBe('2026-03-02');
		const both = [held, hold(low, '2026-01-01', '2028-12-31')];
		expect(startsAnew(again, both, onBoth)).toBeUndefined();
		const above = [held, hold(high, '2026-01-01', '2026-12-31')];
		expect(startsAnew(again, above, onBoth)).toBeUndefined();
		// A lent tier is not held for itself: the one reached under it is a step up.
		const lent = hold(high, '2026-01-01', '2026-12-31', 'challenge');
		expect(startsAnew(hold(high, '2026-03-01', '2027-12-31'), [held, lent], onUpgrade)).toBe(
			'2026-03-02'
		);
	});

	test('D3: only what is held of the same tier says whether it is longer; the floor is never renewed', () => {
		const again = hold(high, '2026-03-01', '2027-12-31');
		const now = [hold(high, '2026-01-01', '2026-12-31'), hold(low, '2026-01-01', undefined)];
		expect(startsAnew(again, now, onBoth)).toBe('2026-03-02');
		const forLife = hold(low, '2026-03-01', undefined);
		expect(startsAnew(forLife, [hold(low, '2025-01-01', undefined)], onBoth)).toBeUndefined();
		expect(startsAnew(hold(floor, '2026-03-01', undefined, 'named'), [], onBoth)).toBeUndefined();
	});

	test('D3: a tier kept and a higher one reached on the same day: the day after counts', () => {
		const both = [
			grantOf(low, '2026-01-01', '2026-12-31'),
			grantOf(low, '2027-01-01', '2027-12-31', 'kept'),
			grantOf(high, '2027-01-01', '2028-12-31')
		];
		expect(countingFrom(both, onBoth, '2027-01-01')).toBe('2027-01-02');
	});

	test('D3: the last start of all that have begun, in whatever order they became known', () => {
		const grants = [
			grantOf(high, '2026-06-01', '2027-12-31', 'named'),
			grantOf(low, '2026-03-01', '2027-12-31', 'named')
		];
		const since = (today: string) => countingFrom(grants, onUpgrade, today);
		expect(since('2026-02-28')).toBeUndefined();
		expect(since('2026-03-01')).toBe('2026-03-02');
		expect(since('2026-05-31')).toBe('2026-03-02');
		expect(since('2026-06-01')).toBe('2026-06-02');
		expect(countingFrom(grants, never, '2026-06-01')).toBeUndefined();
	});
});
