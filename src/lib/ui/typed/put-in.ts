import type { Control } from './typed.ts';

/** Of a box whether it is ticked, of a list what is chosen in it, else the text. */
export type Typed = boolean | string | readonly string[];

export function typedIn(field: Control): Typed {
	if (field instanceof HTMLSelectElement)
		return [...field.selectedOptions].map(({ value }) => value);
	return isBox(field) ? (field as HTMLInputElement).checked : field.value;
}

/** As if the guest had typed it, so that whatever listens to the field hears of it. */
export function putIn(field: Control, typed: Typed, says = ['input', 'change']): void {
	if (field instanceof HTMLSelectElement) {
		const chosen = [typed].flat();
		for (const option of field.options) option.selected = chosen.includes(option.value);
	} else if (isBox(field)) (field as HTMLInputElement).checked = typed === true;
	else field.value = String(typed);
	unfold(field);
	for (const name of says) field.dispatchEvent(new Event(name, { bubbles: true }));
}

/** A photo that was chosen before is chosen again. */
export function putFileIn(field: HTMLInputElement, file: Blob): void {
	const chosen = new DataTransfer();
	const { type } = file;
	chosen.items.add(file instanceof File ? file : new File([file], 'photo', { type }));
	field.files = chosen.files;
	field.dispatchEvent(new Event('change', { bubbles: true }));
}

export function isBox({ type }: Control): boolean {
	return type === 'checkbox' || type === 'radio';
}

/** What is folded away opens. */
export function unfold(inner: Element): void {
	for (let fold = inner.closest('details'); fold;) {
		fold.open = true;
		fold = fold.parentElement?.closest('details') ?? null;
	}
}
