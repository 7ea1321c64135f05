import { z } from 'zod';
import { readSeenPrice } from '#lib/domain/rewards/seen-price.ts';

/** A price as a form sends it. */
export const seenPrice = z.string().transform((text, context) => {
	const price = readSeenPrice(text);
	if (!price) context.addIssue({ code: 'custom', message: 'invalid' });
	return price ?? z.NEVER;
});
