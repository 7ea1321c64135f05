import { phoneTime } from '../card/phone-clock.ts';
import { dropSend, listSends, noteAbout, putSend } from '../offline/store.ts';
import { leftOf, stops, type Outcome } from './outcome.ts';
import { send } from './send.ts';
import { tellChanged } from './told.ts';
import { toSend, type Waiting } from './waiting.ts';
import { keepWith } from './with-waiting.ts';

const long_ago = '1970-01-01T00:00:00.000Z';

/**
 * Sends what waits of a member, in the order in which it was said, in one tab at a time. What is sent
 * carries the same id each time, so an answer that was lost is answered again.
 *
 * @param seen what a form that is open waits for, and says itself when it is refused
 */
export async function flush(memberId: string, seen?: string): Promise<Map<string, Outcome>> {
	return alone(async () => {
		const outcomes = new Map<string, Outcome>();
		// Read only now: another tab may have sent some of it meanwhile.
		for (const one of toSend(await listSends(memberId), memberId)) {
			const outcome = await send(one, phoneTime());
			outcomes.set(one.id, outcome);
			await settle(one, outcome, one.id === seen);
			if (stops(outcome)) break;
		}
		return outcomes;
	});
}

async function settle(one: Waiting, outcome: Outcome, isSeen: boolean): Promise<void> {
	const left = leftOf(one, outcome, isSeen);
	// What is kept of its pages says it before it no longer waits to.
	if (outcome.kind === 'done' && !left) await keepWith(one);
	if (outcome.kind === 'done') await noteAbout('kept-at', long_ago);
	if (left === one) return;
	if (left) await putSend(left);
	else await dropSend(one.id);
	tellChanged();
}

function alone<T>(work: () => Promise<T>): Promise<T> {
	const locks = navigator.locks as LockManager | undefined;
	// Plain http has none; what is sent twice has one id.
	return locks ? locks.request('stayward-outbox', work) : work();
}
