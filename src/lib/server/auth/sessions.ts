import { Lucia, TimeSpan } from 'lucia';
import type { Reader } from '../db/database.ts';
import type { SubjectKind } from '../db/tables.ts';
import { movePhones } from '../notices/queries.ts';
import {
	sessionAdapter,
	type SessionAttributes,
	type SubjectAttributes
} from './session-adapter.ts';
import { hashToken, newToken } from './tokens.ts';

// The only file that knows Lucia. What it defends against: a stolen database (it holds hashes of
// tokens), a stolen cookie (limits, revocation per device, a new token at every rise of rights), a
// session of one kind used as the other (each kind has its cookie, its limits and its own query).
// Lucia reads the machine's clock; so does everything here, and nothing else in the house does.

const minute_ms = 60_000;
const day_minutes = 24 * 60;

/** Guests are on their own phones, staff on shared desks. */
const limits: Record<SubjectKind, { idle: TimeSpan; absolute_minutes: number }> = {
	member: { idle: new TimeSpan(30, 'd'), absolute_minutes: 90 * day_minutes },
	staff: { idle: new TimeSpan(1, 'h'), absolute_minutes: 12 * 60 }
};

export interface LiveSession extends SessionAttributes, SubjectAttributes {
	readonly id: string;
	readonly subjectId: string;
}

export interface DeviceSession {
	readonly id: string;
	readonly device: string;
	readonly signedInAt: string;
	readonly current: boolean;
}

export interface NewSession {
	readonly token: string;
	readonly sessionId: string;
	/** The cookie may live as long as the session ever can. */
	readonly absoluteExpiresAt: string;
}

/** A new session with a token that nobody had before; `db` may be a transaction. */
export async function startSession(
	db: Reader,
	kind: SubjectKind,
	subjectId: string,
	userAgent: string
): Promise<NewSession> {
	const token = newToken();
	const started = Date.now();
	const absolute = started + limits[kind].absolute_minutes * minute_ms;
	const absoluteExpiresAt = new Date(absolute).toISOString();
	const at = new Date(started).toISOString();
	const session = await lucia(db, kind).createSession(
		subjectId,
		{ createdAt: at, absoluteExpiresAt, steppedUpAt: at, device: describeDevice(userAgent) },
		{ sessionId: hashToken(token) }
	);
	return { token, sessionId: session.id, absoluteExpiresAt };
}

/** The live session of this token; renews the idle limit when half of it has passed. */
export async function findSession(
	db: Reader,
	kind: SubjectKind,
	token: string
): Promise<LiveSession | undefined> {
	const { session, user } = await lucia(db, kind).validateSession(hashToken(token));
	if (!session) return undefined;
	const { createdAt, absoluteExpiresAt, steppedUpAt, device } = session;
	const { locale, verified, role } = user;
	return {
		id: session.id,
		subjectId: session.userId,
		...{ createdAt, absoluteExpiresAt, steppedUpAt, device },
		...{ locale, verified, role }
	};
}

export async function listSessions(
	db: Reader,
	kind: SubjectKind,
	subjectId: string,
	currentId?: string
): Promise<DeviceSession[]> {
	const sessions = await lucia(db, kind).getUserSessions(subjectId);
	return sessions.map(({ id, device, createdAt }) => ({
		id,
		device,
		signedInAt: createdAt,
		current: id === currentId
	}));
}

/** Ends one session, if it is the subject's own. */
export async function endSession(
	db: Reader,
	kind: SubjectKind,
	subjectId: string,
	sessionId: string
): Promise<boolean> {
	const own = await listSessions(db, kind, subjectId);
	if (!own.some(({ id }) => id === sessionId)) return false;
	await lucia(db, kind).invalidateSession(sessionId);
	return true;
}

/** The same device with a new token, after it has proven once more who holds it. */
export async function rotateSession(
	db: Reader,
	kind: SubjectKind,
	subjectId: string,
	sessionId: string,
	userAgent: string
): Promise<NewSession> {
	const session = await startSession(db, kind, subjectId, userAgent);
	await movePhones(db, sessionId, session.sessionId);
	await endSession(db, kind, subjectId, sessionId);
	return session;
}

/** Ends every session but the one that asks. */
export async function endOtherSessions(
	db: Reader,
	kind: SubjectKind,
	subjectId: string,
	currentId: string
): Promise<void> {
	for (const { id } of await listSessions(db, kind, subjectId))
		if (id !== currentId) await lucia(db, kind).invalidateSession(id);
}

/** After a password change, a verification, a suspension: every device has to sign in again. */
export async function endAllSessions(
	db: Reader,
	kind: SubjectKind,
	subjectId: string
): Promise<void> {
	await lucia(db, kind).invalidateUserSessions(subjectId);
}

export async function deleteExpiredSessions(db: Reader): Promise<void> {
	await lucia(db, 'member').deleteExpiredSessions();
}

function lucia(db: Reader, kind: SubjectKind): Lucia<SessionAttributes, SubjectAttributes> {
	return new Lucia(sessionAdapter(db, kind), {
		sessionExpiresIn: limits[kind].idle,
		getSessionAttributes: (attributes) => attributes,
		getUserAttributes: (attributes) => attributes
	});
}

declare module 'lucia' {
	interface Register {
		Lucia: Lucia<SessionAttributes, SubjectAttributes>;
		DatabaseSessionAttributes: SessionAttributes;
		DatabaseUserAttributes: SubjectAttributes;
	}
}

const browsers: readonly (readonly [string, RegExp])[] = [
	['Edge', /\bEdgA?\//],
	['Opera', /\bOPR\//],
	['Samsung Internet', /\bSamsungBrowser\//],
	['WeChat', /\bMicroMessenger\//],
	['Firefox', /\b(Firefox|FxiOS)\//],
	['Chrome', /\b(Chrome|CriOS|HeadlessChrome)\//],
	['Safari', /\bSafari\//]
];
const systems: readonly (readonly [string, RegExp])[] = [
	['iPhone', /\biPhone\b/],
	['iPad', /\biPad\b/],
	['HarmonyOS', /\bHarmonyOS\b/],
	['Android', /\bAndroid\b/],
	['Windows', /\bWindows\b/],
	['Mac', /\bMacintosh\b/],
	['Linux', /\bLinux\b/]
];

/** "Safari, iPhone": enough for its owner to know it again, too little to recognise a person by. */
export function describeDevice(userAgent: string): string {
	const named = [browsers, systems].flatMap(
		(list) => list.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? []
	);
	return named.join(', ') || '?';
}
