import encodeQR from 'qr';

/** Modules on a side, and the dark ones as one SVG path. */
export interface Qr {
	readonly size: number;
	readonly path: string;
}

/** Draws a QR without its quiet margin; a phone draws its own without a network. */
export function drawQr(text: string): Qr {
	// It draws a margin of one at least.
	const withMargin = encodeQR(text, 'raw', { ecc: 'medium', border: 1 });
	const rows = withMargin.slice(1, -1).map((row) => row.slice(1, -1));
	const path = rows.map((row, y) =>
		darkRuns(row)
			.map(([x, length]) => bar(x, y, length))
			.join('')
	);
	return { size: rows.length, path: path.join('') };
}

function darkRuns(row: readonly boolean[]): (readonly [start: number, length: number])[] {
	return row.flatMap((dark, x) => {
		if (!dark || row[x - 1]) return [];
		const end = row.indexOf(false, x);
		return [[x, (end < 0 ? row.length : end) - x] as const];
	});
}

function bar(x: number, y: number, length: number): string {
	return `M${x} ${y}h${length}v1h-${length}z`;
}
