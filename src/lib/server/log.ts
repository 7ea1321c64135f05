import { pino, type Logger } from 'pino';

export type Log = Logger;

/** Structured lines on stdout; callers give ids and codes, never what a guest typed. */
export function makeLog(level: string): Log {
	return pino({ level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });
}

/** What may be logged of something broken: its kind, place and message, without anything personal. */
export function describeError(error: unknown): Record<string, unknown> {
	if (!(error instanceof Error)) return { kind: typeof error };
	return {
		kind: error.name,
		code: (error as { code?: unknown }).code,
		message: withoutPersonalData(error.message),
		at: (error.stack ?? '')
			.split('\n')
			.filter((line) => /^\s+at /.test(line))
			.slice(0, 12)
	};
}

function withoutPersonalData(message: string): string {
	return message
		.replaceAll(/[^\s@"'<>()]+@[^\s@"'<>()]+/g, '<address>')
		.replaceAll(/[\w-]{32,}/g, '<token>')
		.replaceAll(/\b\d{10}\b/g, '<number>')
		.slice(0, 500);
}
