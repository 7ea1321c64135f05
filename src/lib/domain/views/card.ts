import type { PlainDate } from '../calendar.ts';
import type { TierView } from './common.ts';
import type { Qr } from './qr.ts';

export interface CardView {
	readonly name: string;
	readonly number: string;
	readonly tier: TierView;
	readonly tierValidTo?: PlainDate | undefined;
	/** The QR of the number alone: it says who it is and proves nothing. */
	readonly qr: Qr;
}

/** The code that proves the card, for one device. Nothing of it may be kept by anybody between. */
export interface CardCode {
	/** With it the phone makes the codes to come by itself; 32 bytes in base64url. */
	readonly key: string;
	/** The code of the moment in which the page was made. */
	readonly digits: string;
	readonly qr: Qr;
	/** Until when it is good, 'HH:mm' in the time zone of the programme. */
	readonly goodTo: string;
	/** Without a network: by how much the server's clock was ahead of the phone's, in milliseconds. */
	readonly ahead_ms?: number | undefined;
}
