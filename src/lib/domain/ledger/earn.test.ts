import { describe, expect, test } from 'vitest';
import { countingIds, programmeLike } from '../testing/make.ts';
import { earn, earnAward, findAward } from './earn.ts';
import { newHistory } from './history.ts';

const [version] = programmeLike('pearl', {
	expiry: { kind: 'lot', months: 24, to: 'end-of-month' },
	awards: [
		{ id: 'asked', kind: 'fixed', on: 'survey', points: 200 },
		{ id: 'friend', kind: 'fixed', on: 'referral', points: 500 }
	]
});
const joined = newHistory('2024-01-01');
const owing = (debt: number) => ({
	...joined,
	account: { ...joined.account, balance: -debt, debt }
});
const gift = (points: number) =>
	({
		kind: 'goodwill',
		points,
		effectiveOn: '2026-03-05',
		reasons: { kind: 'given', what: 'goodwill', points, why: 'test' }
	}) as const;

test.each([0, -1, 0.5, NaN, Infinity])(
	'C2: earning %d points is a defect, not a refusal',
	(points) => {
		expect(() => earn(joined, gift(points), version, countingIds())).toThrow(
			`earning ${points} points`
		);
	}
);

describe('C2: new points heal what is owed first, the rest opens a lot', () => {
	test.each([
		[0, 0, [100], 100],
		[30, -30, [70], 70],
		[100, -100, [], 0],
		[130, -100, [], -30]
	])('C2: owing %i', (debt, debtChange, granted, balance) => {
		const { posting, history } = earn(owing(debt), gift(100), version, countingIds());
		expect(posting.entries[0]).toMatchObject({ points: 100, debtChange, balanceAfter: balance });
		expect(posting.opened.map((lot) => lot.granted)).toEqual(granted);
		expect(posting.moves.map(({ points }) => points)).toEqual(granted);
		expect(history.lots.map(({ left }) => left)).toEqual(granted);
		expect(history.account.debt).toBe(debt + debtChange);
	});

	test.each([
		['by the rule of the version', {}, '2026-03-05', '2028-03-31'],
		['from the day they were earned', { earnedOn: '2026-02-20' }, '2026-02-20', '2028-02-29'],
		['as an opening balance keeps it', { validTo: '2026-12-31' }, '2026-03-05', '2026-12-31']
	])('D4: the lot is dated %s', (_, more, earnedOn, validTo) => {
		const { opened } = earn(joined, { ...gift(9), ...more }, version, countingIds()).posting;
		expect(opened).toMatchObject([{ earnedOn, validTo }]);
	});
});

describe('H2 C7: points of an award', () => {
	test('C7: the award of the occasion, none where the version gives none', () => {
		expect(findAward(version, 'referral')?.id).toBe('friend');
		expect(findAward(version, 'birthday')).toBeUndefined();
	});

	test.each(['stay-1', undefined])(
		'C7: its reasons alone tell them, with the stay: %s',
		(stayId) => {
			const award = findAward(version, 'survey');
			if (!award) throw new Error('no award');
			const given = { on: '2026-03-05', stayId };
			const [entry] = earnAward(joined, award, given, version, countingIds()).posting.entries;
			expect(entry).toMatchObject({
				kind: 'bonus',
				points: 200,
				effectiveOn: '2026-03-05',
				stayId
			});
			expect(entry?.reasons).toEqual({
				kind: 'award',
				version: 1,
				award: 'asked',
				on: 'survey',
				points: 200,
				stayId
			});
		}
	);
});
