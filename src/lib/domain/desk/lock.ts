import type { Instant } from '../calendar.ts';

export interface DeskLock {
	/** When the desk was last asked for something. */
	readonly seenAt: Instant;
	/** When somebody locked it by hand; until it is opened it stays so. */
	readonly lockedAt?: Instant | undefined;
}

const minute_ms = 60_000;

/** Whether a desk is locked: by hand, or because nobody asked it for anything for so many minutes. */
export function isLocked({ seenAt, lockedAt }: DeskLock, now: Instant, minutes: number): boolean {
	return lockedAt !== undefined || Date.parse(now) - Date.parse(seenAt) >= minutes * minute_ms;
}
