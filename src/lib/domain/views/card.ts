import type { PlainDate } from '../calendar.ts';
import type { TierView } from './common.ts';

export interface CardView {
	readonly name: string;
	readonly number: string;
	readonly tier: TierView;
	readonly tierValidTo?: PlainDate | undefined;
	/** The QR of the number: modules on a side, and the dark ones as one SVG path. */
	readonly qr: { readonly size: number; readonly path: string };
}
