import type { SubmitFunction } from '@sveltejs/kit';

/**
 * For `use:enhance`: while an answer is awaited the form is not sent again, what was typed stays, and
 * the button says that it works. Without JavaScript the id made by the server does the same.
 */
export function once(sending?: (action: URL) => void): SubmitFunction {
	let waiting = false;
	return ({ action, cancel, formElement, submitter }) => {
		if (waiting) return cancel();
		waiting = true;
		sending?.(action);
		submitter?.setAttribute('aria-disabled', 'true');
		return async ({ update }) => {
			await update({ reset: false });
			waiting = false;
			submitter?.removeAttribute('aria-disabled');
			formElement.querySelector<HTMLElement>('[role=alert]')?.focus();
		};
	};
}
