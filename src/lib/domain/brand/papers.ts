import type { Hex } from './accent.ts';
import type { PaperName } from './brand.ts';

export interface Paper {
	readonly paper: Hex;
	readonly raised: Hex;
	readonly sunk: Hex;
	readonly line: Hex;
}

/**
 * The papers to choose from. Linen is that of app.css; no other is darker by day or lighter by night, so
 * whatever can be read on linen can be read on all of them (a test compares).
 */
export const papers: Readonly<Record<PaperName, { readonly day: Paper; readonly night: Paper }>> = {
	linen: {
		day: { paper: '#faf7f1', raised: '#fffdf9', sunk: '#f3eee3', line: '#e2dacb' },
		night: { paper: '#15130f', raised: '#1f1c17', sunk: '#100e0b', line: '#332d24' }
	},
	chalk: {
		day: { paper: '#fafaf9', raised: '#ffffff', sunk: '#f2f2f0', line: '#dedddb' },
		night: { paper: '#131313', raised: '#1b1b1b', sunk: '#0d0d0d', line: '#2f2e2e' }
	},
	mist: {
		day: { paper: '#f7f9fa', raised: '#fdfeff', sunk: '#edf2f4', line: '#d8e0e4' },
		night: { paper: '#101417', raised: '#161b1f', sunk: '#0b0e10', line: '#2a3238' }
	}
};
