export type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export function controlsIn(root: ParentNode): Control[] {
	return [...root.querySelectorAll<Control>('input, textarea, select')];
}

/** Whether it was filled in so that a reload would lose it. */
export function isTyped(field: Control): boolean {
	if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
	if (field instanceof HTMLSelectElement)
		return [...field.options].some((option) => option.selected !== option.defaultSelected);
	if (field.type === 'hidden' || field.readOnly) return false;
	return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
}

export function hasTyped(root: ParentNode): boolean {
	return controlsIn(root).some(isTyped);
}
