import { z } from 'zod';
import type { WishValue } from './item.ts';

const value = z.union([z.string().max(500), z.int(), z.array(z.string().max(60)).max(60)]);
const shownSchema = z.record(z.string().max(60), value);

/** What was shown when the form was made, as the form carries it. */
export function parseShown(text: string): Readonly<Record<string, WishValue>> | undefined {
	try {
		return shownSchema.safeParse(JSON.parse(text)).data;
	} catch {
		return undefined;
	}
}
