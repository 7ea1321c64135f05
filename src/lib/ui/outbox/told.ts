const name = 'stayward-outbox';

/** What waits is other than it was: every place that shows it, in every tab, looks again. */
export function tellChanged(): void {
	const channel = new BroadcastChannel(name);
	channel.postMessage('');
	channel.close();
}

/** Returns what ends it. */
export function onChanged(look: () => void): () => void {
	const channel = new BroadcastChannel(name);
	channel.onmessage = look;
	return () => channel.close();
}
