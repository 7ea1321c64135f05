import type { Instant } from '#lib/domain/calendar.ts';
import type { Trx } from '../db/database.ts';
import type { SubjectKind } from '../db/tables.ts';
import { createLink } from './links.ts';
import { startSession, type NewSession } from './sessions.ts';

export interface SignedIn {
	readonly session: NewSession;
	/** By which this browser is known at the next sign-in; absent when it has such a mark. */
	readonly deviceToken?: string | undefined;
}

/** Somebody who has proven who they are: a session, and a mark for this browser. */
export async function admit(
	trx: Trx,
	kind: SubjectKind,
	subjectId: string,
	userAgent: string,
	now: Instant
): Promise<SignedIn> {
	const session = await startSession(trx, kind, subjectId, userAgent);
	const deviceToken = await createLink(trx, 'device', { kind, id: subjectId }, now);
	return { session, deviceToken };
}
