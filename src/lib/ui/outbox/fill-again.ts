import { controlsIn } from '../typed/typed.ts';
import { isBox, putFileIn, putIn, unfold } from '../typed/put-in.ts';
import { textsIn } from './fields.ts';
import { namesSaid } from './names-said.ts';
import type { Waiting } from './waiting.ts';

/**
 * Puts what was refused back into its form, which takes its place once it is sent. What the guest had
 * left as it was shown is left alone: another device may have said something to it. False where its form
 * is not on the page.
 */
export function fillAgain(page: Document, one: Waiting): boolean {
	const form = formOf([...page.forms], one);
	if (!form) return false;
	const said = new Set(namesSaid(one));
	// A survey saves each change by itself; this has to be sent by the guest.
	const says = one.kind === 'survey' ? ['input'] : undefined;
	for (const field of controlsIn(form)) {
		if (!said.has(field.name) || field.type === 'hidden' || field.type === 'password') continue;
		const texts = textsIn(one, field.name);
		if (field.type === 'file') putPhoto(field as HTMLInputElement, one);
		else if (isBox(field)) putIn(field, texts.includes(field.value), says);
		else if (texts.length > 0) putIn(field, texts, says);
	}
	form.dataset['replaces'] = one.id;
	unfold(form);
	form.scrollIntoView({ block: 'start' });
	controlsIn(form)
		.find((field) => said.has(field.name) && field.type !== 'hidden')
		?.focus({ preventScroll: true });
	return true;
}

function putPhoto(field: HTMLInputElement, { fields }: Waiting): void {
	const file = fields.find(([name, value]) => name === field.name && typeof value !== 'string');
	if (file && (file[1] as Blob).size > 0) putFileIn(field, file[1] as Blob);
}

/** The one that has most of its fields and none that says it is about something else. */
function formOf(forms: readonly HTMLFormElement[], one: Waiting): HTMLFormElement | undefined {
	const scored = forms.map((form) => [likeness(form, one), form] as const);
	return scored.filter(([score]) => score > 0).sort(([a], [b]) => b - a)[0]?.[1];
}

const ofTheForm = new Set(['id', 'shown', 'version']);

function likeness(form: HTMLFormElement, { fields }: Waiting): number {
	let score = 0;
	for (const [name, value] of fields) {
		if (ofTheForm.has(name)) continue;
		const control = form.elements.namedItem(name);
		if (!control) continue;
		const isOther =
			control instanceof HTMLInputElement && control.type === 'hidden' && control.value !== value;
		if (isOther) return 0;
		score++;
	}
	return score;
}
