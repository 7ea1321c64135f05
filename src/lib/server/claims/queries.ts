import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { ClaimStatus } from '#lib/domain/claims/states.ts';
import type { Reader, Trx } from '../db/database.ts';
import { changeRows, insertRows } from '../db/statement.ts';
import type { ClaimPhotoTable, StayClaimTable } from '../db/tables.ts';
import type { ListAsked } from '../lists.ts';

/** False when the id was seen before. */
export async function claimClaim(trx: Trx, row: StayClaimTable): Promise<boolean> {
	const added = await trx
		.insertInto('stay_claim')
		.values(row)
		.onConflict((conflict) => conflict.column('id').doNothing())
		.returning('id')
		.executeTakeFirst();
	return added !== undefined;
}

export function findClaim(reader: Reader, id: string): Promise<StayClaimTable | undefined> {
	return reader.selectFrom('stay_claim').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Holds a claim to the end of the transaction. */
export function lockClaim(trx: Trx, id: string): Promise<StayClaimTable | undefined> {
	return trx
		.updateTable('stay_claim')
		.set((claim) => ({ status: claim.ref('status') }))
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirst();
}

/** Of several members, the newest first. */
export function listClaimsOf(
	reader: Reader,
	memberIds: readonly string[],
	limit: number
): Promise<StayClaimTable[]> {
	return reader
		.selectFrom('stay_claim')
		.selectAll()
		.where('member_id', 'in', memberIds)
		.orderBy('id', 'desc')
		.limit(limit)
		.execute();
}

/** Those that wait or were accepted for a house on these very days, and how many wait at all. */
export async function countClaims(
	reader: Reader,
	memberIds: readonly string[],
	at: {
		readonly propertyId: string;
		readonly arrival: PlainDate;
		readonly departure: PlainDate;
	}
): Promise<{ readonly open: number; readonly same: number }> {
	const rows = await reader
		.selectFrom('stay_claim')
		.select(['property_id', 'arrival', 'departure', 'status'])
		.where('member_id', 'in', memberIds)
		.where('status', 'in', ['sent', 'accepted'])
		.execute();
	const same = rows.filter(
		(row) =>
			row.property_id === at.propertyId &&
			row.arrival === at.arrival &&
			row.departure === at.departure
	);
	return { open: rows.filter(({ status }) => status === 'sent').length, same: same.length };
}

export interface ClaimChange {
	readonly claimId: string;
	readonly from: ClaimStatus;
	readonly to: ClaimStatus;
	readonly decidedBy?: string | undefined;
	readonly reason?: string | undefined;
	readonly stayId?: string | undefined;
	readonly how?: 'linked' | 'recorded' | undefined;
}

/** False where it is in another state by now. */
export async function changeStatus(
	trx: Trx,
	{ claimId, from, to, ...decided }: ClaimChange,
	now: Instant
): Promise<boolean> {
	const row = await trx
		.updateTable('stay_claim')
		.set({
			status: to,
			decided_at: now,
			decided_by: decided.decidedBy ?? null,
			reason: decided.reason ?? null,
			stay_id: decided.stayId ?? null,
			how: decided.how ?? null
		})
		.where('id', '=', claimId)
		.where('status', '=', from)
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

/** Claims that stood for one stay stand for another. */
export async function followStay(trx: Trx, fromId: string, toId: string): Promise<void> {
	await trx
		.updateTable('stay_claim')
		.set({ stay_id: toId })
		.where('stay_id', '=', fromId)
		.execute();
}

export function insertPhoto(trx: Trx, photo: ClaimPhotoTable): Promise<void> {
	return insertRows(trx, 'claim_photo', [photo]);
}

export function findPhoto(reader: Reader, claimId: string): Promise<ClaimPhotoTable | undefined> {
	return reader
		.selectFrom('claim_photo')
		.selectAll()
		.where('claim_id', '=', claimId)
		.executeTakeFirst();
}

export function listPhotosOfOtherKeys(
	reader: Reader,
	keyId: string,
	limit: number
): Promise<ClaimPhotoTable[]> {
	return reader
		.selectFrom('claim_photo')
		.selectAll()
		.where((photo) => photo.or([photo('key_id', 'is', null), photo('key_id', '!=', keyId)]))
		.limit(limit)
		.execute();
}

export function changePhotos(trx: Trx, photos: readonly ClaimPhotoTable[]): Promise<void> {
	return changeRows(
		trx,
		'sealed photos',
		(values) => sql`update claim_photo set key_id = v.column2, body = v.column3
			from ${values} as v where claim_id = v.column1`,
		['text', 'text', 'text'],
		photos.map(({ claim_id, key_id, body }) => [claim_id, key_id, body])
	);
}

/** The keys that photos are sealed with. */
export async function listPhotoKeys(reader: Reader): Promise<string[]> {
	const rows = await reader
		.selectFrom('claim_photo')
		.select('key_id')
		.distinct()
		.where('key_id', 'is not', null)
		.execute();
	return rows.flatMap(({ key_id }) => key_id ?? []);
}

export async function hasPhoto(reader: Reader, claimId: string): Promise<boolean> {
	const row = await reader
		.selectFrom('claim_photo')
		.select('claim_id')
		.where('claim_id', '=', claimId)
		.executeTakeFirst();
	return row !== undefined;
}

export const claimSorts = ['sent'] as const;

export interface ClaimFilter {
	readonly status?: StayClaimTable['status'] | undefined;
	readonly propertyId?: string | undefined;
	/** Sent before that day and waiting still. */
	readonly waitsSince?: PlainDate | undefined;
}

function claims(reader: Reader, { status, propertyId, waitsSince }: ClaimFilter) {
	let rows = reader.selectFrom('stay_claim');
	if (status !== undefined) rows = rows.where('status', '=', status);
	if (propertyId !== undefined) rows = rows.where('property_id', '=', propertyId);
	if (waitsSince !== undefined)
		rows = rows.where('status', '=', 'sent').where('sent_on', '<', waitsSince);
	return rows;
}

export function listClaims(
	reader: Reader,
	filter: ClaimFilter,
	{ descending, offset, limit }: ListAsked<(typeof claimSorts)[number]>
): Promise<StayClaimTable[]> {
	const order = descending ? 'desc' : 'asc';
	return claims(reader, filter)
		.selectAll()
		.orderBy('sent_at', order)
		.orderBy('id', order)
		.offset(offset)
		.limit(limit)
		.execute();
}

export async function countAllClaims(reader: Reader, filter: ClaimFilter): Promise<number> {
	const { count } = await claims(reader, filter)
		.select(sql<number>`count(*)`.as('count'))
		.executeTakeFirstOrThrow();
	return Number(count);
}
