import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import encodeQR from 'qr';

const width = 640;
const height = 480;

/** A film of one picture, a QR code held up, as Chromium's fake camera plays it; its path. */
export function filmOf(text: string): string {
	const rows = encodeQR(text, 'raw', { border: 4 });
	const scale = Math.floor((height - 80) / rows.length);
	const left = Math.floor((width - rows.length * scale) / 2);
	const top = Math.floor((height - rows.length * scale) / 2);
	const light = Buffer.alloc(width * height, 205);
	for (let y = 0; y < height; y += 1)
		for (let x = 0; x < width; x += 1)
			if (rows[Math.floor((y - top) / scale)]?.[Math.floor((x - left) / scale)])
				light[y * width + x] = 40;
	const grey = Buffer.alloc((width * height) / 2, 128);
	const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`);
	const frame = Buffer.concat([Buffer.from('FRAME\n'), light, grey]);
	const file = path.join(mkdtempSync(path.join(tmpdir(), 'stayward-film-')), 'qr.y4m');
	writeFileSync(file, Buffer.concat([header, frame, frame, frame]));
	return file;
}
