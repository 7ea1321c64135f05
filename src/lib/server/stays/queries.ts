import { sql } from 'kysely';
import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { Reader, Trx } from '../db/database.ts';
import { changeRows, insertRows, keyedStatement, statement } from '../db/statement.ts';
import type {
	FolioLineTable,
	PropertyTable,
	StayGuestTable,
	StayRevisionTable,
	StayTable
} from '../db/tables.ts';

export interface StayKey {
	readonly source: string;
	readonly stayId: string;
}

/** A stay that was heard of before, with when its newest word is from. */
export interface KnownStay {
	readonly id: string;
	readonly key: StayKey;
	readonly memberId: string | undefined;
	readonly revision: number;
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly updatedAt: Instant;
	readonly bodyHash: string;
	/** As its column keeps it. */
	readonly noPointsBecause: string | null;
}

export function keyText({ source, stayId }: StayKey): string {
	return `${source}\n${stayId}`;
}

/**
 * What is known under these keys, by `keyText`. A member's stays are held with the account; those of
 * nobody yet are held here, so that they are not given to a guest meanwhile.
 */
export async function lockKnownStays(
	trx: Trx,
	keys: readonly StayKey[]
): Promise<Map<string, KnownStay>> {
	const known = await listKnownStays(trx, keys);
	const ofNobody = [...known.values()].filter((stay) => stay.memberId === undefined);
	if (ofNobody.length === 0) return known;
	await lockStays(
		trx,
		ofNobody.map((stay) => stay.id)
	);
	return listKnownStays(trx, keys);
}

/** Holds stays to the end of the transaction, one after the other in the order of their ids. */
export async function lockStays(trx: Trx, stayIds: readonly string[]): Promise<void> {
	for (const stayId of stayIds.toSorted()) await lockStay(trx, { stayId });
}

const lockStay = statement((reader, { stayId }: { stayId: string }) =>
	reader
		.updateTable('stay')
		.set((stay) => ({ revision: stay.ref('revision') }))
		.where('id', '=', stayId)
);

async function listKnownStays(
	reader: Reader,
	keys: readonly StayKey[]
): Promise<Map<string, KnownStay>> {
	const known = new Map<string, KnownStay>();
	for (const [source, ofSource] of Map.groupBy(keys, (key) => key.source)) {
		const wanted = [...new Set(ofSource.map((key) => key.stayId))];
		for (const row of await knownStays(reader, wanted, { source })) {
			const key = { source, stayId: row.source_id };
			known.set(keyText(key), {
				id: row.id,
				key,
				memberId: row.member_id ?? undefined,
				revision: row.revision,
				arrival: row.arrival,
				departure: row.departure,
				updatedAt: row.source_updated_at,
				bodyHash: row.body_hash,
				noPointsBecause: row.no_points_because
			});
		}
	}
	return known;
}

const knownStays = keyedStatement((reader, stayIds, { source }: { source: string }) =>
	reader
		.selectFrom('stay')
		.innerJoin('stay_revision', (join) =>
			join
				.onRef('stay_revision.stay_id', '=', 'stay.id')
				.onRef('stay_revision.revision', '=', 'stay.revision')
		)
		.select(['stay.id', 'stay.source_id', 'stay.member_id', 'stay.revision', 'no_points_because'])
		.select(['stay.arrival', 'stay.departure'])
		.select(['stay_revision.source_updated_at', 'stay_revision.body_hash'])
		.where('stay.source', '=', source)
		.where('stay.source_id', 'in', stayIds)
);

/** Everything that one word about a stay leaves in these tables. */
export interface StayRows {
	readonly stay: StayTable;
	readonly revision: StayRevisionTable;
	readonly folio: readonly FolioLineTable[];
	/** Whom to look for, as long as no member is found. */
	readonly guest?: Omit<StayGuestTable, 'stay_id'> | undefined;
	readonly isNew: boolean;
}

export async function writeStays(trx: Trx, stays: readonly StayRows[]): Promise<void> {
	const isNew = stays.filter((one) => one.isNew);
	const isChanged = stays.filter((one) => !one.isNew);
	await insertRows(
		trx,
		'stay',
		isNew.map(({ stay }) => stay)
	);
	await changeStays(
		trx,
		isChanged.map(({ stay }) => stay)
	);
	await insertRows(
		trx,
		'stay_revision',
		stays.map(({ revision }) => revision)
	);
	await insertRows(
		trx,
		'folio_line',
		stays.flatMap(({ folio }) => folio)
	);
	await forgetGuests(
		trx,
		isChanged.map(({ stay }) => stay.id)
	);
	await insertRows(
		trx,
		'stay_guest',
		stays.flatMap(({ stay, guest }) => (guest ? [{ stay_id: stay.id, ...guest }] : []))
	);
}

function changeStays(trx: Trx, stays: readonly StayTable[]): Promise<void> {
	return changeRows(
		trx,
		'stay',
		(values) => sql`update stay set property_id = change.column2, member_id = change.column3,
			revision = change.column4, status = change.column5, arrival = change.column6,
			departure = change.column7, nights = change.column8, no_points_because = change.column9
			from ${values} as change where stay.id = change.column1`,
		['text', 'text', 'text', 'bigint', 'text', 'text', 'text', 'bigint', 'text'],
		stays.map((stay) => [
			stay.id,
			stay.property_id,
			stay.member_id,
			stay.revision,
			stay.status,
			stay.arrival,
			stay.departure,
			stay.nights,
			stay.no_points_because
		])
	);
}

/** A stay whose guest was found belongs to that member from now on. */
export async function giveStays(
	trx: Trx,
	stays: readonly { id: string; memberId: string; noPointsBecause: string | null }[]
): Promise<void> {
	await changeRows(
		trx,
		'given stay',
		(values) => sql`update stay set member_id = change.column2, no_points_because = change.column3
			from ${values} as change where stay.id = change.column1`,
		['text', 'text', 'text'],
		stays.map((stay) => [stay.id, stay.memberId, stay.noPointsBecause])
	);
	await forgetGuests(
		trx,
		stays.map((stay) => stay.id)
	);
}

async function forgetGuests(trx: Trx, stayIds: readonly string[]): Promise<void> {
	for (const chunk of chunked(stayIds))
		await trx.deleteFrom('stay_guest').where('stay_id', 'in', chunk).execute();
}

/** Stays that arrived before their guest was a member, by address and family name, as keys. */
export async function listUnmatchedStays(
	reader: Reader,
	emailKey: string,
	familyNameKey: string
): Promise<string[]> {
	const rows = await reader
		.selectFrom('stay_guest')
		.innerJoin('stay', 'stay.id', 'stay_guest.stay_id')
		.select('stay_guest.stay_id')
		.where('email_key', '=', emailKey)
		.where('family_name_key', '=', familyNameKey)
		.where('stay.member_id', 'is', null)
		.orderBy('stay_guest.stay_id')
		.execute();
	return rows.map((row) => row.stay_id);
}

/** Checked-out stays of a member with a night from one day to before another. */
export async function listTouchingStays(
	reader: Reader,
	memberId: string,
	nights: { readonly from: PlainDate; readonly to: PlainDate }
): Promise<StoredStay[]> {
	const rows = await reader
		.selectFrom('stay')
		.select('id')
		.where('member_id', '=', memberId)
		.where('status', '=', 'checked_out')
		.where('arrival', '<', nights.to)
		.where('departure', '>', nights.from)
		.execute();
	return listStoredStays(
		reader,
		rows.map((row) => row.id)
	);
}

export interface StoredStay {
	readonly stay: StayTable;
	readonly revision: StayRevisionTable;
	readonly folio: readonly FolioLineTable[];
	readonly property: PropertyTable;
}

/** Stays with all that their newest word says. */
export async function listStoredStays(
	reader: Reader,
	stayIds: readonly string[]
): Promise<StoredStay[]> {
	const found: StoredStay[] = [];
	for (const chunk of chunked(stayIds)) {
		const stays = await reader.selectFrom('stay').selectAll().where('id', 'in', chunk).execute();
		const revisions = await reader
			.selectFrom('stay_revision')
			.selectAll()
			.where('stay_id', 'in', chunk)
			.execute();
		const lines = await reader
			.selectFrom('folio_line')
			.selectAll()
			.where('stay_id', 'in', chunk)
			.orderBy('line')
			.execute();
		const properties = new Map((await listProperties(reader)).map((one) => [one.id, one]));
		for (const stay of stays) {
			const isNewest = (row: { stay_id: string; revision: number }) =>
				row.stay_id === stay.id && row.revision === stay.revision;
			const revision = revisions.find(isNewest);
			const property = properties.get(stay.property_id);
			if (!revision || !property) throw new Error(`stay ${stay.id} has no newest revision`);
			found.push({ stay, revision, folio: lines.filter(isNewest), property });
		}
	}
	return found;
}

/** What of a stay the ledger must agree with. */
export interface StayMark {
	readonly id: string;
	readonly memberId: string;
	readonly revision: number;
	/** The highest number among its revisions. */
	readonly newest: number;
	/** What each revision says, hashed, by its number. */
	readonly hashes: ReadonlyMap<number, string>;
	readonly noPointsBecause: string | null;
}

/** The stays of the members after one id through another. */
export async function listStayMarks(
	reader: Reader,
	after: string,
	through: string
): Promise<StayMark[]> {
	const rows = await reader
		.selectFrom('stay')
		.innerJoin('stay_revision as word', 'word.stay_id', 'stay.id')
		.select(['stay.id', 'stay.member_id', 'stay.revision', 'no_points_because'])
		.select(['word.revision as number', 'word.body_hash'])
		.where('stay.member_id', '>', after)
		.where('stay.member_id', '<=', through)
		.execute();
	return [...Map.groupBy(rows, (row) => row.id)].map(([id, words]) => ({
		id,
		memberId: words[0]?.member_id ?? '',
		revision: words[0]?.revision ?? 0,
		newest: Math.max(...words.map((word) => word.number)),
		hashes: new Map(words.map((word) => [word.number, word.body_hash])),
		noPointsBecause: words[0]?.no_points_because ?? null
	}));
}

/** Stays whose newest revision is not the one they name, whosever they are. */
export async function listStrayStays(
	reader: Reader,
	limit: number
): Promise<{ id: string; revision: number; newest: number | null }[]> {
	const { rows } = await sql<{ id: string; revision: number; newest: number | null }>`
		select id, revision, newest from (
			select stay.id, stay.revision,
				(select max(word.revision) from stay_revision as word where word.stay_id = stay.id) as newest
			from stay where stay.member_id is null
		) as found
		where newest is null or newest <> revision limit ${limit}`.execute(reader);
	return rows;
}

export function listProperties(reader: Reader): Promise<PropertyTable[]> {
	return allProperties(reader, {});
}

const allProperties = statement((reader: Reader) =>
	reader.selectFrom('property').selectAll().orderBy('code')
);

/** False when the code is taken. */
export async function claimProperty(trx: Trx, property: PropertyTable): Promise<boolean> {
	const row = await trx
		.insertInto('property')
		.values(property)
		.onConflict((conflict) => conflict.column('code').doNothing())
		.returning('id')
		.executeTakeFirst();
	return row !== undefined;
}

export async function findProperty(reader: Reader, id: string): Promise<PropertyTable | undefined> {
	return reader.selectFrom('property').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Holds a house to the end of the transaction. */
export async function lockProperty(trx: Trx, id: string): Promise<PropertyTable | undefined> {
	return trx
		.updateTable('property')
		.set((property) => ({ revision: property.ref('revision') }))
		.where('id', '=', id)
		.returningAll()
		.executeTakeFirst();
}

export async function setProperty(
	trx: Trx,
	{ id, ...columns }: Omit<PropertyTable, 'created_at'>
): Promise<void> {
	await trx.updateTable('property').set(columns).where('id', '=', id).execute();
}

export async function hasStays(reader: Reader, propertyId: string): Promise<boolean> {
	const row = await reader
		.selectFrom('stay')
		.select('id')
		.where('property_id', '=', propertyId)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

const keys_max = 500;

function chunked<T>(all: readonly T[]): T[][] {
	return Array.from({ length: Math.ceil(all.length / keys_max) }, (_, at) =>
		all.slice(at * keys_max, (at + 1) * keys_max)
	);
}

/** All stays of a member become another's; each with its revision. */
export async function moveStays(
	trx: Trx,
	fromId: string,
	intoId: string
): Promise<{ id: string; revision: number }[]> {
	return trx
		.updateTable('stay')
		.set({ member_id: intoId })
		.where('member_id', '=', fromId)
		.returning(['id', 'revision'])
		.execute();
}

/** Those of the stays that still are of one member become another's; the others are left out. */
export async function moveTheseStays(
	trx: Trx,
	stayIds: readonly string[],
	fromId: string,
	intoId: string
): Promise<{ id: string; revision: number }[]> {
	const moved: { id: string; revision: number }[] = [];
	for (const chunk of chunked(stayIds))
		moved.push(
			...(await trx
				.updateTable('stay')
				.set({ member_id: intoId })
				.where('id', 'in', chunk)
				.where('member_id', '=', fromId)
				.returning(['id', 'revision'])
				.execute())
		);
	return moved;
}
