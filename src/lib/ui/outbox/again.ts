import { invalidateAll } from '$app/navigation';
import { hasTyped } from '../typed/typed.ts';
import { countSends, readAbout } from '../offline/store.ts';
import { flush } from './queue.ts';
import { backOff_ms } from './waiting.ts';

let times = 0;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Sends what waits of a member (of whom this phone is, where no page says it), and tries again later
 * what nobody took. What the page shows is asked for again, unless something was typed into it.
 */
export async function sendWhatWaits(member?: string): Promise<void> {
	const memberId = member ?? (await readAbout('member'))?.id;
	if (memberId === undefined) return;
	clearTimeout(timer);
	if ((await countSends()) === 0) return;
	void import('./show-line.ts').then(({ showLine }) => showLine(memberId)).catch(() => undefined);
	const kinds = [...(await flush(memberId)).values()].map(({ kind }) => kind);
	if (kinds.includes('done') && !hasTyped(document)) await invalidateAll();
	if (!kinds.some((kind) => kind === 'later' || kind === 'nobody')) times = 0;
	else timer = setTimeout(() => void sendWhatWaits(memberId), backOff_ms(times++));
}
