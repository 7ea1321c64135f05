import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { say } from './lib/run.mjs';

// Draws the icons of the installed app from our mark, `static/favicon.svg`: `node scripts/icons.mjs`.
// Run it after the mark has changed; the pictures are kept in `static/`.

const mark = await readFile('static/favicon.svg', 'utf8');
/** What a phone cuts off at the edges is background: the mark stays in the inner four fifths. */
const whole = mark
	.replace(' rx="7"', '')
	.replace(/(<rect[^>]*>)/, '$1<g transform="translate(3.2 3.2) scale(.8)">')
	.replace('</svg>', '</g></svg>');

for (const side of [192, 512]) {
	await draw(mark, side, `icon-${side}`);
	await draw(whole, side, `icon-maskable-${side}`);
}
await draw(whole, 180, 'apple-touch-icon');

async function draw(svg, side, name) {
	const file = `static/${name}.png`;
	const density = (72 * side) / 32;
	await sharp(Buffer.from(svg), { density })
		.resize(side, side)
		.png({ compressionLevel: 9, palette: true })
		.toFile(file);
	say(file);
}
