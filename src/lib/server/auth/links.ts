import type { Instant } from '#lib/domain/calendar.ts';
import { minutesAfter } from '../clock.ts';
import type { Reader, Trx } from '../db/database.ts';
import type { SubjectKind } from '../db/tables.ts';
import { hashToken, newToken } from './tokens.ts';

const hour_minutes = 60;
const day_minutes = 24 * hour_minutes;

/** How long a mailed link works; `device` is the cookie of a browser that signed in before. */
const lives_minutes = {
	verify: 3 * day_minutes,
	reset: hour_minutes,
	'confirm-old': day_minutes,
	'confirm-new': day_minutes,
	'staff-welcome': 3 * day_minutes,
	device: 365 * day_minutes
} as const;

export type LinkPurpose = keyof typeof lives_minutes;

/** How many days a link of this kind works. */
export function daysOf(purpose: LinkPurpose): number {
	return lives_minutes[purpose] / day_minutes;
}

export interface Link {
	readonly hash: string;
	readonly purpose: LinkPurpose;
	readonly kind: SubjectKind;
	readonly subjectId: string;
}

/** A new link; only its hash is stored, so the token that is returned exists nowhere else. */
export async function createLink(
	trx: Trx,
	purpose: LinkPurpose,
	subject: { readonly kind: SubjectKind; readonly id: string },
	now: Instant
): Promise<string> {
	const token = newToken();
	await trx
		.insertInto('link')
		.values({
			hash: hashToken(token),
			purpose,
			kind: subject.kind,
			subject_id: subject.id,
			created_at: now,
			expires_at: minutesAfter(now, lives_minutes[purpose]),
			used_at: null
		})
		.execute();
	return token;
}

/** The link while it still works; looking at it changes nothing. */
export async function findLink(
	reader: Reader,
	purposes: readonly LinkPurpose[],
	token: string,
	now: Instant
): Promise<Link | undefined> {
	const row = await reader
		.selectFrom('link')
		.select(['hash', 'purpose', 'kind', 'subject_id'])
		.where('hash', '=', hashToken(token))
		.where('purpose', 'in', purposes)
		.where('used_at', 'is', null)
		.where('expires_at', '>', now)
		.executeTakeFirst();
	if (!row) return undefined;
	const { hash, purpose, kind, subject_id: subjectId } = row;
	return { hash, purpose: purpose as LinkPurpose, kind, subjectId };
}

/** Uses the link up; false when somebody was faster or it was withdrawn. */
export async function takeLink(trx: Trx, link: Link, now: Instant): Promise<boolean> {
	const row = await trx
		.updateTable('link')
		.set({ used_at: now })
		.where('hash', '=', link.hash)
		.where('used_at', 'is', null)
		.where('expires_at', '>', now)
		.returning('hash')
		.executeTakeFirst();
	return row !== undefined;
}

/** Links that were mailed to an address or under a password that no longer holds. */
export async function withdrawLinks(
	trx: Trx,
	purposes: readonly LinkPurpose[],
	subject: { readonly kind: SubjectKind; readonly id: string }
): Promise<void> {
	await trx
		.deleteFrom('link')
		.where('kind', '=', subject.kind)
		.where('subject_id', '=', subject.id)
		.where('purpose', 'in', purposes)
		.execute();
}

export async function wasUsed(
	reader: Reader,
	purpose: LinkPurpose,
	subject: { readonly kind: SubjectKind; readonly id: string }
): Promise<boolean> {
	const row = await reader
		.selectFrom('link')
		.select('hash')
		.where('kind', '=', subject.kind)
		.where('subject_id', '=', subject.id)
		.where('purpose', '=', purpose)
		.where('used_at', 'is not', null)
		.executeTakeFirst();
	return row !== undefined;
}

export async function deleteOldLinks(trx: Trx, before: Instant): Promise<number> {
	const { numDeletedRows } = await trx
		.deleteFrom('link')
		.where('expires_at', '<', before)
		.executeTakeFirstOrThrow();
	return Number(numDeletedRows);
}
