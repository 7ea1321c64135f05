/** While the element is shown the screen stays on, where the browser can do that. */
export function awake(_element: HTMLElement): { destroy: () => void } {
	let lock: WakeLockSentinel | undefined;
	// The browser lets go of it by itself when the page is hidden.
	async function hold(): Promise<void> {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		lock = await navigator.wakeLock.request('screen').catch(() => undefined);
	}
	void hold();
	document.addEventListener('visibilitychange', hold);
	return {
		destroy() {
			document.removeEventListener('visibilitychange', hold);
			void lock?.release();
		}
	};
}
