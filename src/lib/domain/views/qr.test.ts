import decodeQR from 'qr/decode.js';
import { expect, test } from 'vitest';
import { drawQr, type Qr } from './qr.ts';

test.each(['SW1:4812345673', 'SW1:C:4812345673:01234567', 'SW1:V:0123456789ABCDEF'])(
	'B2 E4: what is drawn says %s',
	(text) => {
		expect(decodeQR(paint(drawQr(text)))).toBe(text);
	}
);

test('B2: a card’s code is a small QR, so its squares are large', () => {
	expect(drawQr('SW1:C:4812345673:01234567').size).toBe(25);
});

/** The path as pixels, four to a module, with the margin that scanners want. */
function paint({ size, path }: Qr) {
	const [scale, margin] = [4, 4];
	const width = (size + 2 * margin) * scale;
	const data = new Uint8Array(width * width * 4).fill(255);
	for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
		for (let row = 0; row < scale; row++)
			for (let column = 0; column < Number(length) * scale; column++) {
				const left = (Number(x) + margin) * scale + column;
				const top = (Number(y) + margin) * scale + row;
				data.fill(0, (top * width + left) * 4, (top * width + left) * 4 + 3);
			}
	return { width, height: width, data };
}
