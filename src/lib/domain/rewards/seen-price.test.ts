import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readSeenPrice, writeSeenPrice } from './seen-price.ts';

test('E2: the price that was seen comes back as it was written', () => {
	const some = (max: number) => fc.option(fc.integer({ min: 1, max }), { nil: undefined });
	fc.assert(
		fc.property(
			fc.record({ points: fc.nat(999_999_999), nights: some(30), cashMinor: some(1_000_000_000) }),
			(price) => {
				expect(readSeenPrice(writeSeenPrice(price))).toEqual({ ...price });
			}
		)
	);
});

test.each(['', '4000+', ':4000', '4,000', '-1', '1e9', '4000+2000+1', '4000 ', '0x10'])(
	'E2: %j is no price',
	(text) => expect(readSeenPrice(text)).toBeUndefined()
);
