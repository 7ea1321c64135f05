import { z } from 'zod';
import { tickReasons } from '#lib/domain/preferences/tick.ts';
import { wishId } from '#lib/domain/preferences/schema.ts';
import { isPlainText } from '#lib/domain/text.ts';
import { uuid } from '../http.ts';

const why = z
	.string()
	.trim()
	.max(200)
	.refine((text) => text === '' || isPlainText(text));

const tickSchema = z.object({
	at: z.string().min(1).max(32),
	/** What shows the guest again; the list of arrivals has none. */
	typed: z.string().max(80).default(''),
	stayId: uuid,
	itemId: wishId.or(uuid),
	outcome: z.enum(['honoured', 'not-possible', 'open']),
	reason: z.enum(tickReasons).optional(),
	why: why.optional()
});

export type TickForm = z.output<typeof tickSchema>;

/** One form has all wishes of a guest: the button says which one is meant, and what became of it. */
export async function readTickForm(request: Request): Promise<TickForm | undefined> {
	const form = await request.formData().catch(() => undefined);
	if (!form) return undefined;
	const field = (name: string) => {
		const value = form.get(name);
		return typeof value === 'string' && value !== '' ? value.toWellFormed() : undefined;
	};
	const [outcome = '', itemId = ''] = field('tick')?.split(' ') ?? [];
	const said = { reason: field(`reason-${itemId}`), why: field(`why-${itemId}`) };
	const asked = { at: field('at'), typed: field('typed'), stayId: field('stay'), outcome, itemId };
	return tickSchema.safeParse({ ...asked, ...(outcome === 'not-possible' ? said : {}) }).data;
}
