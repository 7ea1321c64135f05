import type { ActionResult, SubmitFunction } from '@sveltejs/kit';
import { invalidateAll } from '$app/navigation';
import type { FormAnswer } from '#lib/domain/views/form-answer.ts';
import { m } from '#lib/i18n/messages.ts';
import { toAlert } from './to-alert.ts';

/**
 * For `use:enhance`: while an answer is awaited the form is not sent again, what was typed stays, and
 * the button says that it works. Without JavaScript the id made by the server does the same. What
 * somebody else changed meanwhile is asked for again, as it would be without JavaScript; with `anew` what
 * the page shows is asked for again after every no. Where no answer came the form stays with what was
 * typed, and says so, by itself unless it has a place for that (`lost`).
 */
export function once(
	sending?: (action: URL) => void,
	{ anew = false, lost }: { anew?: boolean; lost?: () => void } = {}
): SubmitFunction {
	let waiting = false;
	return ({ action, cancel, formElement, submitter }) => {
		if (waiting) return cancel();
		waiting = true;
		formElement.querySelector('[data-no-answer]')?.remove();
		sending?.(action);
		submitter?.setAttribute('aria-disabled', 'true');
		return async ({ result, update }) => {
			if (result.type === 'failure' && (anew || isOutdated(result))) await invalidateAll();
			if (result.type === 'error' && lost) lost();
			else if (isUnanswered(result)) sayUnanswered(formElement);
			else await update({ reset: false });
			waiting = false;
			submitter?.removeAttribute('aria-disabled');
			if (result.type === 'failure' || result.type === 'error') toAlert(formElement);
		};
	};
}

function isOutdated({ data }: Extract<ActionResult, { type: 'failure' }>): boolean {
	return (data as FormAnswer | undefined)?.refusal?.code === 'changed-meanwhile';
}

/** An error of the server has a status. */
function isUnanswered(result: ActionResult): boolean {
	return result.type === 'error' && result.status === undefined;
}

function sayUnanswered(form: HTMLFormElement): void {
	const said = document.createElement('p');
	said.className = 'basis-full text-small text-bad';
	said.dataset['noAnswer'] = '';
	said.role = 'alert';
	said.tabIndex = -1;
	said.textContent = m.form_no_answer();
	form.append(said);
}
