import { expect, test } from 'vitest';
import type { Lot } from './account.ts';
import { inSpendingOrder, without } from './lots.ts';
import { spendFirstExpiring } from './spend.ts';

const lot = (id: string, left: number, more: Partial<Lot> = {}): Lot => ({
	id,
	entryId: `entry-${id}`,
	granted: 10,
	left,
	earnedOn: '2025-01-01',
	...more
});

const soon = lot('a', 5, { validTo: '2026-01-31' });
const later = lot('b', 5, { validTo: '2026-12-31' });
const undated = lot('c', 5);

test('C3: lots that stand in spending order are not copied, others are put in it', () => {
	const ordered = [soon, later, undated];
	expect(inSpendingOrder(ordered)).toBe(ordered);
	expect(inSpendingOrder([undated, later, soon])).toEqual(ordered);
	expect(inSpendingOrder([soon, undated, later])).toEqual(ordered);
});

test('C3: lots of the same date are spent by age, those of the same age by id', () => {
	const old = { ...later, id: 'z', earnedOn: '2024-01-01' };
	const twin = { ...later, id: 'aa' };
	expect(inSpendingOrder([later, twin, old]).map(({ id }) => id)).toEqual(['z', 'aa', 'b']);
});

test('C3: an empty lot gives nothing, and nothing is taken beyond what is asked', () => {
	const empty = { ...soon, id: '0', left: 0 };
	expect(spendFirstExpiring([empty, soon, later], 5)).toEqual({
		takes: [{ lot: soon, points: 5 }],
		short: 0
	});
	expect(spendFirstExpiring([soon, later], 11)).toMatchObject({ short: 1 });
});

test('C2: taking nothing leaves the lots as they are, taking all of one lets it go', () => {
	const lots = [soon, later];
	expect(without(lots, [])).toBe(lots);
	expect(
		without(lots, [
			{ lot: soon, points: 5 },
			{ lot: later, points: 2 }
		])
	).toEqual([{ ...later, left: 3 }]);
});
