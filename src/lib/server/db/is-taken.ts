/** Whether a write failed because somebody else has what must be unique; on both databases. */
export function isTaken(error: unknown): boolean {
	const code = (error as { code?: unknown }).code;
	return code === '23505' || code === 'SQLITE_CONSTRAINT_UNIQUE';
}

/** Whether a write failed because what it belongs to is gone; on both databases. */
export function isGone(error: unknown): boolean {
	const code = (error as { code?: unknown }).code;
	return code === '23503' || code === 'SQLITE_CONSTRAINT_FOREIGNKEY';
}
