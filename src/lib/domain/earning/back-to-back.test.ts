import { expect, test } from 'vitest';
import type { Credit } from '../ledger/account.ts';
import type { CreditRule } from '../programme/programme.ts';
import { countingIds, programmeLike, stayOf } from '../testing/make.ts';
import { followsAnother, hasBackToBack, recreditFollowers } from './back-to-back.ts';

const one = { id: 's', kind: 'stays', credit: 'stays', backToBack: 'one' } as const;
const { backToBack: _, ...each } = one;
const nights: CreditRule = {
	id: 'n',
	kind: 'nights',
	credit: 'nights',
	awardNights: 'skip',
	countsOn: 'departure'
};
const withRules = (...credits: CreditRule[]) => programmeLike('meridian', { credits });
const first = stayOf({ id: 'm', arrival: '2026-03-01', nights: 2 });
const second = stayOf({ id: 'n', arrival: '2026-03-03', nights: 2 });

test.each([
	[[one], true],
	[[nights, one], true],
	[[each], false],
	[[nights], false],
	[[], false]
] as const)('G3: whether %j joins stays: %s', (credits, has) => {
	expect(hasBackToBack(withRules(...credits))).toBe(has);
	const changed = programmeLike('meridian', { credits: [] }, { from: '2026-01-01', credits });
	expect(hasBackToBack(changed)).toBe(has);
});

test.each([
	['the day the other ends', {}, true],
	['elsewhere', { propertyCode: 'P2' }, false],
	['a day later', { arrival: '2026-03-04' }, false],
	['itself', { id: 'm', arrival: '2026-03-03' }, false]
])('G3: one that begins %s', (_, more, follows) => {
	const stay = { ...second, ...more };
	expect(followsAnother(stay, one, [first])).toBe(follows);
	expect(followsAnother(stay, each, [first])).toBe(false);
});

test('G3: of two day uses on one day the later id follows, never both; one after a stay follows it', () => {
	const use = (id: string) => stayOf({ id, arrival: '2026-03-03', nights: 0 });
	const both = [use('a'), use('b')];
	expect(both.map((stay) => followsAnother(stay, one, both))).toEqual([false, true]);
	expect(followsAnother(use('a'), one, [first, use('a')])).toBe(true);
	expect(followsAnother(first, one, [first, use('a')])).toBe(false);
	expect(followsAnother(second, one, [second, use('z')])).toBe(true);
	expect(followsAnother(use('a'), one, [second, use('a')])).toBe(false);
	expect(followsAnother(second, { ...one, where: { brands: ['b'] } }, [first])).toBe(false);
});

test('G3: only those that follow a moved stay count anew, each by what it should', () => {
	const programme = withRules(nights, one, { ...each, id: 'all', credit: 'visits' });
	const elsewhere = stayOf({ id: 'o', arrival: '2026-03-03', propertyCode: 'P2' });
	const later = stayOf({ id: 'p', arrival: '2026-03-05', nights: 1 });
	const credit = (stayId: string, kind: string): Credit => ({
		id: `${stayId} ${kind}`,
		kind,
		amount: 1,
		countsOn: '2026-03-05',
		basis: 'real',
		stayId,
		programmeVersion: 1
	});
	const counted = [first, second, elsewhere, later];
	const credits = counted.flatMap(({ id }) => [credit(id, 'stays'), credit(id, 'visits')]);
	const anew = recreditFollowers({ counted, credits }, [first], programme, countingIds());
	expect(anew).toEqual([
		{
			id: 'id-000001',
			kind: 'stays',
			amount: -1,
			countsOn: second.departure,
			basis: 'real',
			stayId: 'n',
			programmeVersion: 1
		}
	]);
	const both = recreditFollowers({ counted, credits }, [first, second], programme, countingIds());
	expect(both.map(({ stayId }) => stayId)).toEqual(['p']);
	const unsaid = credits.filter(({ stayId }) => stayId !== 'o');
	const same = recreditFollowers({ counted, credits: unsaid }, [first], programme, countingIds());
	expect(same).toEqual(anew);
	const done = [...credits, ...anew];
	expect(recreditFollowers({ counted, credits: done }, [first], programme, countingIds())).toEqual(
		[]
	);
});
