import type { z } from 'zod';

/** What is wrong with a row, in one line: each column with its own fault. */
export function reasonOf(error: z.ZodError): string {
	const said = error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
	return [...new Set(said)].join('; ');
}
