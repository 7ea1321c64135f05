import { isBox, putIn, typedIn, type Typed } from './put-in.ts';
import { controlsIn, isTyped, type Control } from './typed.ts';

export interface Carried {
	/** Which of the page's fields: its form, its name, of boxes its value, and the how manieth such. */
	readonly key: string;
	readonly typed: Typed;
}

/** Never put away, not even for the moment of a reload. */
const secret = /password|one-time-code|^cc-/;

function isCarried({ type, autocomplete, name }: Control): boolean {
	return name !== '' && type !== 'password' && type !== 'file' && !secret.test(autocomplete);
}

/** At the desk codes of guests are typed, so nothing of it is put away. */
const isDesk = () => location.pathname.startsWith('/desk');

/** Whether something was typed that would not come back after a reload. */
export function wouldLose(root: ParentNode): boolean {
	return controlsIn(root).some((field) => isTyped(field) && (isDesk() || !isCarried(field)));
}

export function collect(root: ParentNode): Carried[] {
	if (isDesk()) return [];
	return keyed(root).flatMap(([key, field]) =>
		isTyped(field) && isCarried(field) ? { key, typed: typedIn(field) } : []
	);
}

/** What has no place on the page any more is let go of. */
export function spread(root: ParentNode, carried: readonly Carried[]): void {
	const fields = new Map(keyed(root));
	for (const { key, typed } of carried) {
		const field = fields.get(key);
		if (field && isCarried(field)) putIn(field, typed);
	}
}

function keyed(root: ParentNode): [string, Control][] {
	const seen = new Map<string, number>();
	return controlsIn(root).map((field) => {
		const value = isBox(field) ? field.value : '';
		const same = JSON.stringify([field.form?.getAttribute('action') ?? '', field.name, value]);
		const before = seen.get(same) ?? 0;
		seen.set(same, before + 1);
		return [`${same}${before}`, field];
	});
}
