import fc from 'fast-check';
import { expect, test } from 'vitest';
import { spread } from './spread.ts';

const box = { width: 320, height: 360 };

test('H5: on the chart no mark covers another, and each stands inside', () => {
	const spot = fc.record({
		x: fc.double({ min: 0, max: box.width, noNaN: true }),
		y: fc.double({ min: 0, max: box.height, noNaN: true })
	});
	fc.assert(
		fc.property(fc.array(spot, { maxLength: 30 }), (spots) => {
			const corner = { x: 0, y: 0, width: 80, height: 24 };
			const marks = spread(spots, box, 10, [corner]);
			for (const [at, mark] of marks.entries()) {
				expect(mark.x).toBeGreaterThanOrEqual(10);
				expect(mark.x).toBeLessThanOrEqual(box.width - 10);
				expect(mark.y).toBeGreaterThanOrEqual(10);
				expect(mark.y).toBeLessThanOrEqual(box.height - 10);
				expect(mark.x >= 80 || mark.y >= 24).toBe(true);
				for (const other of marks.slice(0, at))
					expect(Math.hypot(mark.x - other.x, mark.y - other.y)).toBeGreaterThanOrEqual(19.99);
			}
		})
	);
});

test('H5: a mark that has room stands where it belongs', () => {
	const spot = { x: 50, y: 60 };
	expect(spread([spot, { x: 200, y: 60 }], box, 10)).toEqual([spot, { x: 200, y: 60 }]);
	const [, beside] = spread([spot, spot], box, 10);
	expect(Math.hypot(beside!.x - spot.x, beside!.y - spot.y)).toBeCloseTo(20, 6);
});
