import type { WishValue } from '#lib/domain/preferences/item.ts';
import { parseShown } from '#lib/domain/preferences/parse-shown.ts';
import { changedSince, saidIn } from '#lib/domain/preferences/read-said.ts';
import { wishId } from '#lib/domain/preferences/schema.ts';
import { uuid } from '../http.ts';

export interface WishForm {
	readonly id: string;
	/** All that the form says, to show it again. */
	readonly said: Readonly<Record<string, WishValue>>;
	/** What the guest changed in it. */
	readonly values: Readonly<Record<string, WishValue>>;
	/** The text about health that was agreed to in it. */
	readonly agreedTo?: string | undefined;
}

const items_max = 300;

/** The form of a guest's wishes; undefined where it is none of ours. */
export async function readWishForm(request: Request): Promise<WishForm | undefined> {
	const form = await request.formData().catch(() => undefined);
	if (!form) return undefined;
	const fields = (name: string) =>
		form.getAll(name).flatMap((one) => (typeof one === 'string' ? [one.toWellFormed()] : []));
	const id = uuid.safeParse(fields('id')[0]);
	const shown = parseShown(fields('shown')[0] ?? '');
	const items = fields('item');
	if (!id.success || !shown || !areItems(items)) return undefined;
	const said = Object.fromEntries(items.map((item) => [item, saidIn(fields, item)]));
	const agreedTo =
		fields('agree')[0] === 'on' ? fields('healthVersion')[0]?.slice(0, 20) : undefined;
	return { id: id.data, said, values: changedSince(shown, said), agreedTo };
}

function areItems(items: readonly string[]): boolean {
	const isSome = items.length > 0 && items.length <= items_max;
	return isSome && items.every((item) => wishId.safeParse(item).success);
}
