/** The focus goes to what was said: in the form, or above it where the form itself is gone by now. */
export function toAlert(form: HTMLElement): void {
	const within = form.querySelector<HTMLElement>('[role=alert]');
	(within ?? document.querySelector<HTMLElement>('main [role=alert]'))?.focus();
}
