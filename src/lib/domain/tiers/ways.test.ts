import { describe, expect, test } from 'vitest';
import { calendarYear, programmeOfTiers, tier } from '../testing/tier-parts.ts';
import { nights, reach } from '../testing/ten-nights.ts';
import { amountOfNeed, waysOf, windowsOf } from './ways.ts';

const rolling = (months: number) => ({ kind: 'rolling-months', months }) as const;

describe('D3: ways of a version by the window they count in', () => {
	const programme = programmeOfTiers({
		above: [
			tier('silver', [
				reach('half', { window: rolling(6) }),
				reach('whole', { window: rolling(12) })
			]),
			tier('gold', [
				reach('more', { window: rolling(12), needs: nights(20) }),
				{ id: 'named', kind: 'named', validity: { kind: 'life' } }
			])
		]
	});

	test('D3: rolling months of another number are another window', () => {
		expect(windowsOf(programme)).toEqual([rolling(6), rolling(12)]);
		const [{ document }] = programme;
		const of = (months: number) => waysOf(document, rolling(months)).map(({ way }) => way.id);
		expect([of(6), of(12), of(3)]).toEqual([['half'], ['whole', 'more'], []]);
		expect(waysOf(document, calendarYear)).toEqual([]);
	});

	test('D3: an amount that its currency cannot have is said by name', () => {
		const [{ document }] = programme;
		const need = { kind: 'at-least', credit: 'spend', amount: '1.005' } as const;
		expect(() => amountOfNeed(need, document)).toThrow('no amount of USD: 1.005');
	});
});
