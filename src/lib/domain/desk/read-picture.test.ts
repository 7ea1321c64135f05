import encodeQR from 'qr';
import { expect, test } from 'vitest';
import { readPicture, type Pixels } from './read-picture.ts';

test.each(['SW1:1234567897', 'SW1:V:0123456789ABCDEF'])(
	'K1: the code %s is read off a picture',
	(text) => {
		expect(readPicture(pictureOf(encodeQR(text, 'raw', { border: 4, scale: 4 })))).toBe(text);
	}
);

test('K1: a picture without a code says nothing', () => {
	const blank = Array.from({ length: 64 }, () => Array.from({ length: 64 }, () => false));
	expect(readPicture(pictureOf(blank))).toBeUndefined();
});

function pictureOf(rows: readonly (readonly boolean[])[]): Pixels {
	const points = rows.flat().flatMap((dark) => (dark ? [0, 0, 0, 255] : [255, 255, 255, 255]));
	return {
		width: rows[0]?.length ?? 0,
		height: rows.length,
		data: Uint8ClampedArray.from(points)
	};
}
