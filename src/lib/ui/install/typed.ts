/** Whether anything on the page was filled in that a reload would lose. */
export function hasTyped(root: ParentNode): boolean {
	return [...root.querySelectorAll('input, textarea, select')].some((field) => {
		if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
		if (field instanceof HTMLSelectElement)
			return [...field.options].some((option) => option.selected !== option.defaultSelected);
		if (!(field instanceof HTMLInputElement) || field.type === 'hidden' || field.readOnly)
			return false;
		return field.value !== field.defaultValue || field.checked !== field.defaultChecked;
	});
}
