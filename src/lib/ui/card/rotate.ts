import { codeMaker } from '#lib/domain/cards/make-code.ts';
import { startOfStep, stepAt } from '#lib/domain/cards/rotating-code.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import { phoneTime } from './phone-clock.ts';

export interface DeviceCard {
	readonly number: string;
	readonly key: string;
}

export interface ShownCode {
	readonly digits: string;
	readonly step: number;
	/** How much of its half minute is over, in milliseconds. */
	readonly elapsed_ms: number;
}

/** How soon a phone that slept shows the code of its waking. */
const look_ms = 500;

/**
 * Shows the code of each half minute, made on the phone and without a network, until it is told to
 * stop; `cannot` is called once where the browser has no WebCrypto for this page.
 */
export function rotate(
	{ number, key }: DeviceCard,
	show: (code: ShownCode) => void,
	cannot: () => void,
	now: () => Instant = phoneTime
): () => void {
	let shown = -1;
	let stopped = false;
	const making = codeMaker(key);

	async function renew(): Promise<void> {
		const make = await making;
		if (stopped) return;
		if (!make) {
			stop();
			return cannot();
		}
		const at = now();
		const step = stepAt(at);
		if (step === shown) return;
		shown = step;
		const digits = await make(number, step);
		const elapsed_ms = Date.parse(at) - Date.parse(startOfStep(step));
		if (!stopped && step === shown) show({ digits, step, elapsed_ms });
	}

	function stop(): void {
		stopped = true;
		clearInterval(timer);
	}

	const timer = setInterval(() => void renew(), look_ms);
	void renew();
	return stop;
}
