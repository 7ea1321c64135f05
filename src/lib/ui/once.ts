import type { SubmitFunction } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';

/**
 * For `use:enhance`: while an answer is awaited the form is not sent again, what was typed stays, and
 * the button says that it works. Without JavaScript the id made by the server does the same. `anew`: what
 * the page shows is asked for again after a no, as it would be without JavaScript. A form that can say
 * that no answer came (`lost`) stays with what was typed; others give way to the page of errors.
 */
export function once(
	sending?: (action: URL) => void,
	{ anew = false, lost }: { anew?: boolean; lost?: () => void } = {}
): SubmitFunction {
	let waiting = false;
	return ({ action, cancel, formElement, submitter }) => {
		if (waiting) return cancel();
		waiting = true;
		sending?.(action);
		submitter?.setAttribute('aria-disabled', 'true');
		return async ({ result, update }) => {
			if (anew && result.type === 'failure') await invalidateAll();
			if (result.type === 'error' && lost) lost();
			else await update({ reset: false });
			waiting = false;
			submitter?.removeAttribute('aria-disabled');
			formElement.querySelector<HTMLElement>('[role=alert]')?.focus();
		};
	};
}
