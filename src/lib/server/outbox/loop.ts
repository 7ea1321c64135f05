import { describeError, type Log } from '../log.ts';

const pause_ms = 3_000;

export interface Loop {
	/** Something was queued: look now instead of after the pause. */
	readonly nudge: () => void;
	/** No new round begins; the running one is waited for. */
	readonly stop: () => Promise<void>;
}

/**
 * Runs `work` every few seconds and when nudged, never twice at once, and survives its failures. Long
 * work asks `goesOn` between its parts.
 */
export function startLoop(work: (goesOn: () => boolean) => Promise<unknown>, log: Log): Loop {
	let running: Promise<void> | undefined;
	let again = false;
	let stopped = false;

	const round = async () => {
		do {
			again = false;
			await work(() => !stopped).catch((error: unknown) =>
				log.error({ error: describeError(error) }, 'loop')
			);
		} while (again && !stopped);
		running = undefined;
	};
	const nudge = () => {
		if (stopped) return;
		if (running) again = true;
		else running = round();
	};
	const timer = setInterval(nudge, pause_ms);
	timer.unref();
	return {
		nudge,
		stop: async () => {
			stopped = true;
			clearInterval(timer);
			await running;
		}
	};
}
