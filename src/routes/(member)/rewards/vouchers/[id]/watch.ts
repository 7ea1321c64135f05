const ask_ms = 6_000;

/**
 * Asks now and then, while the page is looked at, whether the desk did something with a voucher, and
 * says so. An answer that does not come is no news: hotel networks are what they are.
 */
export function watch(voucherId: string, markNow: () => string, changed: () => void): () => void {
	let asking = false;
	async function ask(): Promise<void> {
		if (asking || document.visibilityState !== 'visible') return;
		asking = true;
		try {
			const answer = await fetch(`/rewards/vouchers/${voucherId}/mark`);
			if (answer.ok && !answer.redirected && (await answer.text()) !== markNow()) changed();
		} catch {
			// Asked again in a moment.
		} finally {
			asking = false;
		}
	}
	const again = setInterval(() => void ask(), ask_ms);
	const now = () => void ask();
	document.addEventListener('visibilitychange', now);
	addEventListener('focus', now);
	addEventListener('online', now);
	return () => {
		clearInterval(again);
		document.removeEventListener('visibilitychange', now);
		removeEventListener('focus', now);
		removeEventListener('online', now);
	};
}
