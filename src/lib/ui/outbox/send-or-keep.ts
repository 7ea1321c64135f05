import type { SubmitFunction } from '@sveltejs/kit';
import { browser } from '$app/environment';
import { toAlert } from '../to-alert.ts';
import type { Ended } from './ended.ts';
import type { Kind } from './waiting.ts';

export interface Keeping {
	readonly kind: Kind;
	/** What was said, in words for the list of what waits. */
	readonly seen?: ((form: FormData) => string) | undefined;
	/** Of the fields, those that are sent; without it all are. */
	readonly only?: ((name: string) => boolean) | undefined;
	/** Where it is sent, if not where the form without scripts goes. */
	readonly action?: string | undefined;
	readonly sending?: ((action: URL) => void) | undefined;
	/** After every no, what the page shows is asked for again. */
	readonly anew?: boolean | undefined;
	/** The page stays as it is when it went well: nobody pressed a button. */
	readonly isQuiet?: ((submitter: HTMLElement | null) => boolean) | undefined;
	/** How it ended. */
	readonly ended?: ((how: Ended, submitter: HTMLElement | null) => void) | undefined;
}

/**
 * For `use:enhance`, as `once`, where nothing needs to be known of the server first: what is said is
 * kept on the phone, then sent; without an answer it stays there and is sent later, exactly once. All of
 * it is fetched once the page is quiet.
 */
export function sendOrKeep(keeping: Keeping): SubmitFunction {
	let waiting = false;
	const rest = () => import('./submit.ts');
	// Without a network it has to be here already.
	if (browser) setTimeout(() => void rest().catch(() => undefined), 1_000);
	return ({ action, cancel, formData, formElement, submitter }) => {
		cancel();
		if (waiting) return;
		waiting = true;
		keeping.sending?.(action);
		submitter?.setAttribute('aria-disabled', 'true');
		void rest()
			.then(({ submit }) => submit({ action, formData, formElement, submitter }, keeping))
			.catch(() => 'lost' as const)
			.then((how) => {
				waiting = false;
				submitter?.removeAttribute('aria-disabled');
				keeping.ended?.(how, submitter);
				if (how === 'refused' || how === 'lost') toAlert(formElement);
			});
	};
}
