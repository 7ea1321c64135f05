import { z } from 'zod';
import { isPlainText, type Text } from '../text.ts';
import { isHex, type Hex } from './accent.ts';

/** What the hotel says of its look; the rest of the look is the house's own. */
export interface Brand {
	readonly name: Text;
	/** The colours as they were wanted; pages show what can be read of them. */
	readonly day: Hex;
	readonly night: Hex;
	readonly paper: PaperName;
	readonly type: TypeName;
	readonly corners: CornersName;
	readonly logo?: Logo | undefined;
	/** For dark paper, where the other cannot be seen on it. */
	readonly nightLogo?: Logo | undefined;
}

/** A logo as it is kept: the name of its files, and how large the one for pages is. */
export interface Logo {
	readonly image: string;
	readonly width: number;
	readonly height: number;
}

export const paperNames = ['linen', 'chalk', 'mist'] as const;
export type PaperName = (typeof paperNames)[number];
/** Letters for names and figures, and for all else. */
export const typeNames = ['fraunces', 'lora', 'system'] as const;
export type TypeName = (typeof typeNames)[number];
export const cornersNames = ['round', 'straight'] as const;
export type CornersName = (typeof cornersNames)[number];

export const name_length_max = 80;
export const defaultAccent = { day: '#1f4a44', night: '#a3cfc0' } as const;

const name = z.string().trim().min(1).max(name_length_max).refine(isPlainText);
const hex = z
	.string()
	.refine(isHex)
	.transform((text) => text.toLowerCase());
const side = z.number().int().min(1).max(2_000);
const logo = z.object({ image: z.string().regex(/^[0-9a-f]{40}$/), width: side, height: side });

export const brandSchema = z.object({
	name: z.object({ en: name }).catchall(name),
	day: hex,
	night: hex,
	paper: z.enum(paperNames),
	type: z.enum(typeNames),
	corners: z.enum(cornersNames),
	logo: logo.optional(),
	nightLogo: logo.optional()
});

/** The look before anybody chose one: what the environment names, if it does. */
export function firstBrand(hotel: string, accent: Hex | undefined): Brand {
	return {
		name: { en: hotel },
		day: accent ?? defaultAccent.day,
		night: accent ?? defaultAccent.night,
		paper: 'linen',
		type: 'fraunces',
		corners: 'round'
	};
}
