import { z } from 'zod';
import { isPlainText } from '../text.ts';
import type { ItemDocument } from './item.ts';

/** Of an item or an option: words joined by hyphens, so it is never a name that objects have by themselves. */
export const wishId = z
	.string()
	.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
	.max(60);
const line = z
	.string()
	.trim()
	.min(1, 'required')
	.max(120, 'too-long')
	.refine(isPlainText, 'invalid');
const hintLine = line.max(300, 'too-long');
const text = z.object({ en: line }).catchall(line);
const whole = z.int().min(-1_000_000).max(1_000_000);

const said = {
	label: text,
	hint: z.object({ en: hintLine }).catchall(hintLine).optional(),
	properties: z.array(z.string().min(1)).min(1).optional(),
	health: z.boolean().optional(),
	service: z.string().min(1).max(60).optional()
};
const option = z.strictObject({ id: wishId, label: text, archived: z.boolean().optional() });
const options = z
	.array(option)
	.min(1, 'required')
	.max(60)
	.refine((all) => new Set(all.map((one) => one.id)).size === all.length, 'invalid');

const document = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.enum(['one', 'several']), ...said, options }),
	z.strictObject({ kind: z.literal('text'), ...said, lengthMax: z.int().min(1).max(200) }),
	z.strictObject({ kind: z.literal('number'), ...said, unit: text, min: whole, max: whole }),
	z.strictObject({ kind: z.literal('day'), ...said })
]);

/** An item as it is stored and as a form makes it. */
export const itemSchema: z.ZodType<ItemDocument> = document.refine(
	(item) => item.kind !== 'number' || item.min < item.max,
	{ error: 'invalid', path: ['max'] }
);

export const groupSchema = z.strictObject({ label: text, archived: z.boolean().optional() });
export type GroupDocument = z.output<typeof groupSchema>;
