import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contrast, isHex, readableAccent } from './accent.ts';

const hex = fc
	.integer({ min: 0, max: 0xffffff })
	.map((value) => `#${value.toString(16).padStart(6, '0')}`);
/** Paper, raised and sunk, of app.css. */
const papers = {
	day: ['#faf7f1', '#fffdf9', '#f3eee3'],
	night: ['#15130f', '#1f1c17', '#100e0b']
};

test('L7: contrast is that of WCAG', () => {
	expect(contrast('#000000', '#ffffff')).toBeCloseTo(21);
	expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
	expect(contrast('#1f4a44', '#1f4a44')).toBe(1);
});

test('L7: whatever colour the hotel wants, it is read on paper and can be written on, day and night', () => {
	fc.assert(
		fc.property(hex, fc.constantFrom('day' as const, 'night' as const), (wanted, time) => {
			const { accent, ink } = readableAccent(wanted, time);
			expect(isHex(accent)).toBe(true);
			for (const under of [...papers[time], ink])
				expect(contrast(accent, under)).toBeGreaterThanOrEqual(4.5);
		})
	);
});

test('L7: a colour that can be read stays as it is', () => {
	expect(readableAccent('#1f4a44', 'day').accent).toBe('#1f4a44');
	expect(readableAccent('#a3cfc0', 'night').accent).toBe('#a3cfc0');
	expect(readableAccent('#ffd400', 'day').accent).not.toBe('#ffd400');
});
