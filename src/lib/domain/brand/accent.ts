/** A colour as "#1f4a44". */
export type Hex = string;

export interface Accent {
	readonly accent: Hex;
	/** What is written on it. */
	readonly ink: Hex;
}

/** The papers of app.css on which the accent is written, and the least contrast of text (WCAG 2.2 AA). */
const papers = { day: '#f3eee3', night: '#1f1c17' } as const;
const inks = { day: '#fbf8f2', night: '#0e211c' } as const;
const contrast_min = 4.5;

export function isHex(text: string): boolean {
	return /^#[0-9a-f]{6}$/i.test(text);
}

/**
 * The hotel's colour as it can be read: by day darkened, by night lightened, in small steps and no
 * further than text on paper, and on the colour itself, needs.
 */
export function readableAccent(wanted: Hex, time: 'day' | 'night'): Accent {
	const ink = inks[time];
	const end = time === 'day' ? 0 : 255;
	for (let step = 0; step <= 100; step++) {
		const accent = toHex(channelsOf(wanted).map((value) => value + ((end - value) * step) / 100));
		const least = Math.min(contrast(accent, papers[time]), contrast(accent, ink));
		if (least >= contrast_min) return { accent, ink };
	}
	return { accent: toHex([end, end, end]), ink };
}

/** Of WCAG: 1 for two equal colours, 21 for black and white. */
export function contrast(one: Hex, other: Hex): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: Hex): number {
	const [red = 0, green = 0, blue = 0] = channelsOf(hex).map((value) => {
		const share = value / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(hex: Hex): number[] {
	return [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
}

function toHex(channels: readonly number[]): Hex {
	return `#${channels.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;
}
