import { expect, test } from 'vitest';
import { newHistory } from '../ledger/history.ts';
import { countingIds, programmeLike, stayOf } from '../testing/make.ts';
import { postStay } from './post-stay.ts';

const programme = programmeLike('meridian');
const most = 10 ** 14;

test.each([
	['as much as a stay may be worth', most, 'USD', '1', undefined],
	['a cent more', most + 1, 'USD', '1', 'amount-too-large'],
	['the largest number there is', Number.MAX_SAFE_INTEGER, 'USD', '1', 'amount-too-large'],
	['a usual amount at the smallest rate', 500_000, 'CNY', '0.000000001', 'amount-too-large'],
	['a small amount at the smallest rate', 10, 'CNY', '0.000000001', undefined]
])('G1: %s', (_, roomMinor, currency, rate, code) => {
	const stay = stayOf({ roomMinor, currency });
	const history = newHistory('2020-01-01');
	const posted = postStay(history, stay, programme, () => rate, '2026-12-31', countingIds());
	expect(posted.noPointsBecause?.code).toBe(code);
	expect(posted.posting.entries).toHaveLength(code === undefined ? 1 : 0);
});
