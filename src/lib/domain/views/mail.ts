import type { Instant } from '../calendar.ts';

/** The outbox as staff see it: links that sign in or reset are never part of it. */
export interface MailView {
	readonly mails: readonly MailLine[];
	readonly olderBefore?: string | undefined;
	readonly older: boolean;
}

export interface MailLine {
	readonly id: string;
	readonly topic: string;
	readonly to: string;
	readonly subject: string;
	readonly text: string;
	readonly createdAt: Instant;
	readonly sentAt?: Instant | undefined;
	readonly attempts: number;
	readonly error?: string | undefined;
}
