import { listSends, readAbout } from '../offline/store.ts';
import { fillAgain } from '../outbox/fill-again.ts';
import type { Waiting } from '../outbox/waiting.ts';
import { spread } from './carry.ts';
import type { Next } from './put-back.ts';

/** A page without a network reads itself first. */
const patience_ms = 5_000;

/** @param member whose page it is, where the page says so */
export async function fillNext(
	{ member: whose, typed, send }: Next,
	member: string
): Promise<void> {
	// The page without a network is that of the member whose phone it is.
	const theirs = member || (whose && (await readAbout('member'))?.id) || '';
	if (whose !== theirs) return;
	if (typed) spread(document, typed);
	if (send === undefined) return;
	const one = (await listSends(whose)).find(({ id }) => id === send) as Waiting | undefined;
	if (one) await untilThere(() => fillAgain(document, one));
}

function untilThere(look: () => boolean): Promise<void> {
	return new Promise((over) => {
		if (look()) return over();
		const end = () => {
			watch.disconnect();
			clearTimeout(later);
			over();
		};
		const watch = new MutationObserver(() => look() && end());
		const later = setTimeout(end, patience_ms);
		watch.observe(document.body, { childList: true, subtree: true });
	});
}
