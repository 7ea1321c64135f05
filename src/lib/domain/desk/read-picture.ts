import { decodeQR } from 'qr/decode.js';

/** Red, green, blue and opacity of each point, row by row. */
export interface Pixels {
	readonly width: number;
	readonly height: number;
	readonly data: Uint8ClampedArray;
}

/** What the QR code in a picture says; undefined where none can be read. */
export function readPicture({ width, height, data }: Pixels): string | undefined {
	try {
		return decodeQR({ width, height, data });
	} catch {
		// It throws for every picture without a code, which most of a camera's are.
		return undefined;
	}
}
