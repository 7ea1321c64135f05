import type { SubmitFunction } from '@sveltejs/kit';
import { once } from '../once.ts';

/**
 * As `once`. When nothing came back the page stays as it is, with what was typed, and says so; after an
 * answer the field waits for the next card. On a touch screen it is left alone, or its keyboard would
 * cover the answer.
 */
export function atDesk(lost: (isLost: boolean) => void): SubmitFunction {
	const submit = once(undefined, { lost: () => lost(true) });
	return async (input) => {
		lost(false);
		const answered = await submit(input);
		if (!answered) return;
		return async (event) => {
			await answered(event);
			if (event.result.type !== 'error') readyForNext();
		};
	};
}

export const field_id = 'typed';

/** What is scanned goes to the field, wherever the focus is. */
export function catchScan(event: KeyboardEvent): void {
	const { target, key, ctrlKey, metaKey, altKey } = event;
	if (key.length !== 1 || key === ' ' || ctrlKey || metaKey || altKey) return;
	if (target instanceof HTMLElement && target.matches('input, select, textarea')) return;
	deskField()?.focus();
	deskField()?.select();
}

/** To what has to be typed now: the guest's word, or what was refused; else to the next card. */
function readyForNext(): void {
	const field = deskField();
	const now = document.querySelector<HTMLElement>(
		`#word, input[aria-invalid=true]:not(#${field_id})`
	);
	if (now) return now.focus();
	if (!matchMedia('(pointer: fine)').matches) return field?.blur();
	field?.focus();
	field?.select();
}

function deskField(): HTMLInputElement | undefined {
	const field = document.getElementById(field_id);
	return field instanceof HTMLInputElement ? field : undefined;
}
