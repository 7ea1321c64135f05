import type { Adapter, DatabaseSession, DatabaseUser } from 'lucia';
import type { Reader } from '../db/database.ts';
import { statement } from '../db/statement.ts';
import type { SubjectKind } from '../db/tables.ts';

/** What Lucia does not know of a session. */
export interface SessionAttributes {
	readonly createdAt: string;
	readonly absoluteExpiresAt: string;
	readonly steppedUpAt: string;
	readonly device: string;
}

/** What every request needs to know of the one who asks, read together with the session. */
export interface SubjectAttributes {
	readonly locale: string;
	readonly verified: boolean;
	readonly role?: 'desk' | 'manager' | 'owner' | undefined;
}

/**
 * Lucia's store over our one `session` table, for one kind of subject. Ids are hashes already. The
 * idle limit never reaches past the absolute one, so Lucia's own check keeps both. A subject that is
 * not active has no user, and Lucia then deletes the session.
 */
export function sessionAdapter(db: Reader, kind: SubjectKind): Adapter {
	return {
		async getSessionAndUser(id) {
			const [row] = await (kind === 'member' ? findMemberSession : findStaffSession)(db, { id });
			if (!row) return [null, null];
			return [toSession(row), row.status === 'active' ? toUser(row) : null];
		},
		async getUserSessions(subjectId) {
			const rows = await db
				.selectFrom('session')
				.selectAll()
				.where('kind', '=', kind)
				.where('subject_id', '=', subjectId)
				.orderBy('created_at', 'desc')
				.orderBy('id')
				.execute();
			return rows.map(toSession);
		},
		async setSession({ id, userId, expiresAt, attributes }) {
			await db
				.insertInto('session')
				.values({
					id,
					kind,
					subject_id: userId,
					created_at: attributes.createdAt,
					expires_at: earlier(expiresAt.toISOString(), attributes.absoluteExpiresAt),
					absolute_expires_at: attributes.absoluteExpiresAt,
					stepped_up_at: attributes.steppedUpAt,
					device: attributes.device
				})
				.execute();
		},
		async updateSessionExpiration(id, expiresAt) {
			const until = expiresAt.toISOString();
			await db
				.updateTable('session')
				.set(({ eb }) => ({
					expires_at: eb
						.case()
						.when('absolute_expires_at', '<', until)
						.then(eb.ref('absolute_expires_at'))
						.else(until)
						.end()
				}))
				.where('id', '=', id)
				.where('kind', '=', kind)
				.execute();
		},
		async deleteSession(id) {
			await db.deleteFrom('session').where('id', '=', id).where('kind', '=', kind).execute();
		},
		async deleteUserSessions(subjectId) {
			await db
				.deleteFrom('session')
				.where('kind', '=', kind)
				.where('subject_id', '=', subjectId)
				.execute();
		},
		async deleteExpiredSessions() {
			const now = new Date().toISOString();
			await db.deleteFrom('session').where('expires_at', '<=', now).execute();
		}
	};
}

interface SessionRow {
	readonly id: string;
	readonly subject_id: string;
	readonly created_at: string;
	readonly expires_at: string;
	readonly absolute_expires_at: string;
	readonly stepped_up_at: string;
	readonly device: string;
}

interface SubjectRow extends SessionRow {
	readonly status: string | null;
	readonly locale: string | null;
	readonly verified_at: string | null;
	readonly role: 'desk' | 'manager' | 'owner' | null;
}

const sessionColumns = [
	'session.id',
	'session.subject_id',
	'session.created_at',
	'session.expires_at',
	'session.absolute_expires_at',
	'session.stepped_up_at',
	'session.device'
] as const;

// One row by its key with single values beside it costs SQLite a third of what the join does, and
// every page of a guest asks this.
const findMemberSession = statement<{ id: string }, SubjectRow>((reader, { id }) =>
	reader
		.selectFrom('session')
		.select(sessionColumns)
		.select((session) => {
			const member = session.selectFrom('member').whereRef('member.id', '=', 'session.subject_id');
			const identity = session
				.selectFrom('member_identity')
				.whereRef('member_id', '=', 'session.subject_id');
			return [
				member.select('status').as('status'),
				identity.select('locale').as('locale'),
				identity.select('email_verified_at').as('verified_at')
			];
		})
		.select(({ lit }) => lit(null).as('role'))
		.where('session.id', '=', id)
		.where('session.kind', '=', 'member')
);

const findStaffSession = statement<{ id: string }, SubjectRow>((reader, { id }) =>
	reader
		.selectFrom('session')
		.innerJoin('staff', 'staff.id', 'session.subject_id')
		.select(sessionColumns)
		.select(['staff.status', 'staff.locale', 'staff.role'])
		.select('staff.created_at as verified_at')
		.where('session.id', '=', id)
		.where('session.kind', '=', 'staff')
);

function toSession(row: SessionRow): DatabaseSession {
	return {
		id: row.id,
		userId: row.subject_id,
		expiresAt: new Date(row.expires_at),
		attributes: {
			createdAt: row.created_at,
			absoluteExpiresAt: row.absolute_expires_at,
			steppedUpAt: row.stepped_up_at,
			device: row.device
		}
	};
}

function toUser(row: SubjectRow): DatabaseUser {
	return {
		id: row.subject_id,
		attributes: {
			locale: row.locale ?? '',
			verified: row.verified_at !== null,
			role: row.role ?? undefined
		}
	};
}

function earlier(one: string, other: string): string {
	return one < other ? one : other;
}
