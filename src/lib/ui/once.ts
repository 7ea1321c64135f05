import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';

/**
 * For `use:enhance`: while an answer is awaited the form is not sent again, what was typed stays, and
 * the button says that it works. Without JavaScript the id made by the server does the same. What
 * somebody else changed meanwhile is asked for again, as it would be without JavaScript; with `anew` what
 * the page shows is asked for again after every no. A form that can say that no answer came (`lost`)
 * stays with what was typed; others give way to the page of errors.
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
			if (result.type === 'failure' && (anew || isOutdated(result))) await invalidateAll();
			if (result.type === 'error' && lost) lost();
			else await update({ reset: false });
			waiting = false;
			submitter?.removeAttribute('aria-disabled');
			formElement.querySelector<HTMLElement>('[role=alert]')?.focus();
		};
	};
}

function isOutdated({ data }: Extract<ActionResult, { type: 'failure' }>): boolean {
	return (data as FormAnswer | undefined)?.refusal?.code === 'changed-meanwhile';
}
