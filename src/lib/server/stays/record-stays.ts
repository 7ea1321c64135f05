import type { Instant } from '#lib/domain/calendar.ts';
import { familyNameKey } from '#lib/domain/members/keys.ts';
import type { Db, Trx } from '../db/database.ts';
import type { PropertyTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { lockAccounts, type MemberAccount } from '../ledger/queries.ts';
import { listFamilyNameKeys } from '../members/guest-queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import type { Decided } from './decide-stays.ts';
import { bodyHashOf, readNoPoints, toFacts, toRows } from './facts.ts';
import { findGuests, type Guest } from './find-guests.ts';
import { decideWorks, writeDecided, type PlannedWork } from './post-works.ts';
import { keyText, lockKnownStays, listProperties, writeStays, type KnownStay } from './queries.ts';
import { claimSource } from './claimed-queries.ts';
import { findReplaced, keepReplaced, type Arriving, type Replaced } from './replace-claimed.ts';
import type { StayIn } from './stay-in.ts';

export type StayResult =
	| {
			readonly outcome: 'created' | 'corrected' | 'unchanged';
			readonly stayId: string;
			/** None while no member is found. */
			readonly memberId: string | undefined;
			/** What it changed in the member's points. */
			readonly points: number;
	  }
	/** A newer word about the stay is known. */
	| { readonly outcome: 'stale' }
	| { readonly outcome: 'rejected'; readonly reason: string };

export interface RecordOptions {
	/** Tells nobody: for what happened long ago. */
	readonly quiet?: boolean | undefined;
}

/**
 * Takes in what a source says about stays, one or thousands, in one transaction. A newer `updatedAt`
 * of a stay corrects it (the old posting is taken back and the stay posted anew), an older one is
 * stale. Each member's stays are posted in the order departure, arrival, source, stay id; of several
 * words about one stay the newest counts. A stay of nobody we know is kept until its guest is found.
 * Answers stand in the order of `stays`. Refused: `no-programme`.
 */
export function recordStays(
	db: Db,
	stays: readonly StayIn[],
	now: Instant,
	options: RecordOptions = {}
): Promise<StayResult[]> {
	return transact(db, (trx) => recordStaysIn(trx, stays, now, options));
}

/** The same inside the caller's transaction, which must not hold accounts already. */
export async function recordStaysIn(
	trx: Trx,
	stays: readonly StayIn[],
	now: Instant,
	{ quiet = false }: RecordOptions = {}
): Promise<StayResult[]> {
	if (stays.length === 0) return [];
	const programme = await readProgramme(trx);
	const properties = new Map((await listProperties(trx)).map((one) => [one.code, one]));
	const { guests, known, held } = await hold(trx, stays);
	const names = await listFamilyNameKeys(trx, unnamed(stays, guests, known));

	const results: StayResult[] = stays.map(() => ({ outcome: 'stale' }));
	const words: Word[] = [];
	for (const at of newestOf(stays)) {
		const stay = stays[at]!;
		const property = properties.get(stay.property);
		const before = known.get(keyText(stay));
		if (!property)
			results[at] = { outcome: 'rejected', reason: `property: ${stay.property} is not known` };
		else if (!before || before.updatedAt <= stay.updatedAt)
			words.push(read(at, stay, property, before, stillTheirs(guests[at]!, stay, before, names)));
	}
	const heard = words.filter((word) => word.outcome !== 'stale');
	const replaced = await findReplaced(trx, heard.flatMap(arrivingOf), now);
	heard.push(...(await cancelled(trx, replaced)));
	const decided = await decideWorks(
		trx,
		heard.flatMap(worksOf),
		held,
		programme,
		todayIn(programme, now)
	);
	await write(trx, heard, decided, now, quiet);
	await keepReplaced(trx, replaced, now);
	for (const word of heard) if (word.at >= 0) results[word.at] = toResult(word, decided);
	for (const [at, newest] of repeatsOf(stays))
		results[at] = repeatOf(stays[at]!, stays[newest]!, results[newest]!);
	return results;
}

/** What one word about a stay means, given what is known of it. */
interface Word {
	/** Where it stands among what was said; below 0 for what follows from that. */
	readonly at: number;
	readonly outcome: 'created' | 'corrected' | 'unchanged' | 'stale';
	readonly stay: StayIn;
	readonly property: PropertyTable;
	readonly before: KnownStay | undefined;
	readonly id: string;
	readonly revision: number;
	readonly bodyHash: string;
	readonly memberId: string | undefined;
	readonly forOther: boolean;
}

function read(
	at: number,
	stay: StayIn,
	property: PropertyTable,
	before: KnownStay | undefined,
	guest: Guest
): Word {
	const bodyHash = bodyHashOf(stay);
	const common = { at, stay, property, before, bodyHash, forOther: guest.forOther };
	if (!before)
		return { ...common, outcome: 'created', id: newId(), revision: 1, memberId: guest.memberId };
	const saysTheSame = before.bodyHash === bodyHash;
	const memberId = guest.memberId ?? (saysTheSame ? before.memberId : undefined);
	const isNewer = before.updatedAt < stay.updatedAt;
	const found = { ...common, id: before.id, revision: before.revision + 1, memberId };
	if (saysTheSame && memberId === before.memberId) return { ...found, outcome: 'unchanged' };
	return { ...found, outcome: isNewer || saysTheSame ? 'corrected' : 'stale' };
}

/** What may be the word of a house about a stay that a manager recorded. */
function arrivingOf({ outcome, stay, id, memberId, property }: Word): Arriving[] {
	const isNews = outcome === 'created' || outcome === 'corrected';
	if (!isNews || memberId === undefined || stay.source === claimSource) return [];
	if (stay.status !== 'checked_out') return [];
	const { arrival, departure } = stay;
	return [{ id, memberId, propertyId: property.id, arrival, departure }];
}

async function cancelled(trx: Trx, replaced: readonly Replaced[]): Promise<Word[]> {
	if (replaced.length === 0) return [];
	const known = await lockKnownStays(
		trx,
		replaced.map(({ word }) => word)
	);
	return replaced.map(({ word, by, stored }) =>
		read(-1, word, stored.property, known.get(keyText(word)), {
			memberId: by.memberId,
			forOther: false
		})
	);
}

/** Members whose stay is now said to be of an address that is nobody's: did they only change it? */
function unnamed(
	stays: readonly StayIn[],
	guests: readonly Guest[],
	known: ReadonlyMap<string, KnownStay>
): string[] {
	return stays.flatMap((stay, at) => {
		if (guests[at]?.memberId !== undefined || !stay.lastName) return [];
		return known.get(keyText(stay))?.memberId ?? [];
	});
}

function stillTheirs(
	guest: Guest,
	stay: StayIn,
	before: KnownStay | undefined,
	names: ReadonlyMap<string, string>
): Guest {
	const { memberId } = before ?? {};
	if (guest.memberId !== undefined || memberId === undefined || !stay.lastName) return guest;
	return names.get(memberId) === familyNameKey(stay.lastName) ? { ...guest, memberId } : guest;
}

function worksOf(word: Word): PlannedWork[] {
	if (word.outcome === 'unchanged') return [];
	const { stay, before, memberId } = word;
	const nightsBefore = before && { from: before.arrival, to: before.departure };
	const { source, stayId: sourceId } = stay;
	const work = { facts: factsOfWord(word), source, sourceId, nightsBefore };
	const works: PlannedWork[] = [];
	if (before?.memberId !== undefined && before.memberId !== memberId)
		works.push({ ...work, memberId: before.memberId, isCorrection: true, isTakenBack: true });
	if (memberId !== undefined) {
		const isCorrection = before?.memberId === memberId;
		works.push({ ...work, memberId, isCorrection, isTakenBack: false });
	}
	return works;
}

function factsOfWord({ stay, id, revision, property, forOther }: Word) {
	return toFacts(stay, { id, revision, property, forOther });
}

async function write(
	trx: Trx,
	words: readonly Word[],
	decided: Decided,
	now: Instant,
	quiet: boolean
): Promise<void> {
	const rows = words
		.filter((word) => !isHeardBefore(word))
		.map((word) =>
			toRows(word.stay, factsOfWord(word), {
				...word,
				isNew: word.outcome === 'created',
				noPointsBecause:
					word.outcome === 'unchanged'
						? readNoPoints(word.before?.noPointsBecause ?? null)
						: decided.noPointsBecause.get(word.id),
				now
			})
		);
	await writeStays(trx, rows);
	await writeDecided(trx, decided, now, quiet);
}

function isHeardBefore({ outcome, stay, before }: Word): boolean {
	return outcome === 'unchanged' && before?.updatedAt === stay.updatedAt;
}

function toResult(word: Word, decided: Decided): StayResult {
	const { id, memberId } = word;
	if (word.outcome === 'stale') return { outcome: 'stale' };
	return {
		outcome: word.outcome,
		stayId: id,
		memberId,
		points: memberId === undefined ? 0 : (decided.points.get(`${memberId} ${id}`) ?? 0)
	};
}

/**
 * Holds the accounts of all members concerned: the guests, and those who have the stays now. Whose a
 * stay is can change until its member is held, also by a merge, so it is looked up again then.
 */
async function hold(trx: Trx, stays: readonly StayIn[]) {
	let held = new Map<string, MemberAccount>();
	let guests = await findGuests(trx, stays);
	const ids = guests.flatMap(({ memberId }) => memberId ?? []);
	for (;;) {
		held = new Map([...held, ...(await lockAccounts(trx, new Set(ids).difference(held)))]);
		if (guests.some(({ memberId = '' }) => held.get(memberId)?.status === 'merged'))
			guests = await findGuests(trx, stays);
		const known = await lockKnownStays(trx, stays);
		ids.push(
			...guests.flatMap(({ memberId }) => memberId ?? []),
			...[...known.values()].flatMap(({ memberId }) => memberId ?? [])
		);
		if (ids.every((id) => held.has(id))) return { guests, known, held };
	}
}

/** Of several words about one stay the newest; of two at the same moment always the same one. */
function newestOf(stays: readonly StayIn[]): Iterable<number> {
	const newest = new Map<string, number>();
	for (const [at, stay] of stays.entries()) {
		const other = newest.get(keyText(stay));
		if (other === undefined || isNewer(stay, stays[other]!)) newest.set(keyText(stay), at);
	}
	return newest.values();
}

function isNewer(stay: StayIn, other: StayIn): boolean {
	if (stay.updatedAt !== other.updatedAt) return stay.updatedAt > other.updatedAt;
	return bodyHashOf(stay) > bodyHashOf(other);
}

function* repeatsOf(stays: readonly StayIn[]): Generator<[at: number, newest: number]> {
	const newest = new Map([...newestOf(stays)].map((at) => [keyText(stays[at]!), at]));
	if (newest.size === stays.length) return;
	for (const [at, stay] of stays.entries()) {
		const one = newest.get(keyText(stay))!;
		if (one !== at) yield [at, one];
	}
}

function repeatOf(stay: StayIn, newest: StayIn, result: StayResult): StayResult {
	const isSame = stay.updatedAt === newest.updatedAt && bodyHashOf(stay) === bodyHashOf(newest);
	if (!isSame || !('stayId' in result)) return isSame ? result : { outcome: 'stale' };
	return { ...result, outcome: 'unchanged', points: 0 };
}
