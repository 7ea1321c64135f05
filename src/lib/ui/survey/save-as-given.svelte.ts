import type { SubmitFunction } from '@sveltejs/kit';
import { goto } from '$app/navigation';
import type { Ended } from '../outbox/ended.ts';
import { sendOrKeep } from '../outbox/send-or-keep.ts';

export type Saving = 'nothing' | 'saving' | 'saved' | 'kept' | 'failed';

/**
 * For the form of a survey: what is chosen is sent by `saver`, a button that nobody sees, and the page
 * stays as it is. What is pressed while an answer is under way goes next. Only what was answered here
 * since the last time is sent, so that nothing that another device has said is said again.
 */
export class SaveAsGiven {
	saving = $state<Saving>('nothing');
	#isUnderWay = false;
	#next: HTMLElement | null = null;
	#answered: readonly string[] = [];
	#sent: readonly string[] = [];

	save(form: HTMLFormElement, saver: HTMLElement): void {
		form.requestSubmit(saver);
	}

	answer(item: string): void {
		this.#answered = [...this.#answered, item];
	}

	readonly enhanced = (isSaver: (button: HTMLElement | null) => boolean): SubmitFunction => {
		const send = sendOrKeep({
			kind: 'survey',
			only: (name) =>
				name === 'go' || name === 'remove' || this.#sent.includes(name.split(':')[0] ?? ''),
			isQuiet: isSaver,
			ended: (how, submitter) => this.#end(how, submitter, isSaver(submitter))
		});
		return (submitted) => {
			if (this.#isUnderWay) {
				// A button that was pressed goes before the answers, which it brings along.
				if (!this.#next || isSaver(this.#next)) this.#next = submitted.submitter;
				return submitted.cancel();
			}
			this.#isUnderWay = true;
			this.saving = 'saving';
			this.#sent = this.#answered;
			this.#answered = [];
			return send(submitted);
		};
	};

	#end(how: Ended, button: HTMLElement | null, isQuiet: boolean): void {
		this.#isUnderWay = false;
		const isLost = how === 'lost' || how === 'refused';
		if (isLost) this.#answered = [...this.#sent, ...this.#answered];
		this.saving = isLost ? 'failed' : how === 'kept' ? 'kept' : isQuiet ? 'saved' : 'nothing';
		const next = this.#next;
		this.#next = null;
		const form = (next as HTMLButtonElement | null)?.form;
		if (next && form) form.requestSubmit(next);
		// The next part is on the phone as well.
		else if (how === 'kept' && button instanceof HTMLButtonElement && button.name === 'go')
			void goto(`?step=${button.value}`);
	}
}
