import { z } from 'zod';
import { uuid } from '../http.ts';

const ChoiceForm = z.object({
	id: uuid,
	grantId: z.string().min(1).max(100),
	options: z.array(z.string().min(1).max(100)).max(100)
});

/** A choice as the page's form sends it; undefined where it is none of ours. */
export async function readChoiceForm(
	request: Request
): Promise<z.output<typeof ChoiceForm> | undefined> {
	const form = await request.formData().catch(() => undefined);
	if (!form) return undefined;
	return ChoiceForm.safeParse({
		id: form.get('id'),
		grantId: form.get('grant'),
		options: form.getAll('option')
	}).data;
}
