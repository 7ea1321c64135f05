import type { SubmitFunction } from '@sveltejs/kit';

export type Saving = 'nothing' | 'saving' | 'saved' | 'failed';

/**
 * For the form of a survey: what is chosen is sent by `saver`, a button that nobody sees, and the page
 * stays as it is. Answers given while one is under way go with the next. What could not be saved stays
 * on the page and says so; the buttons to see go where the form's answer leads.
 */
export class SaveAsGiven {
	saving = $state<Saving>('nothing');
	#underWay = false;
	#again = false;

	save(form: HTMLFormElement, saver: HTMLElement): void {
		if (this.#underWay) this.#again = true;
		else form.requestSubmit(saver);
	}

	readonly enhanced =
		(isSaver: (button: HTMLElement | null) => boolean): SubmitFunction =>
		({ formElement, submitter, cancel }) => {
			const quiet = isSaver(submitter);
			if (submitter?.ariaDisabled === 'true') return cancel();
			this.#underWay = true;
			this.saving = 'saving';
			if (!quiet) submitter?.setAttribute('aria-disabled', 'true');
			return async ({ result, update }) => {
				this.#underWay = false;
				submitter?.removeAttribute('aria-disabled');
				const failed = result.type === 'error' || result.type === 'failure';
				this.saving = failed ? 'failed' : quiet ? 'saved' : 'nothing';
				// A connection that is gone must not take the answers with it.
				if (result.type !== 'error' && !(quiet && result.type === 'success'))
					await update({ reset: false, invalidateAll: result.type !== 'failure' });
				if (result.type === 'failure')
					formElement.querySelector<HTMLElement>('[role=alert]')?.focus();
				if (this.#again && quiet && submitter) {
					this.#again = false;
					formElement.requestSubmit(submitter);
				}
			};
		};
}
