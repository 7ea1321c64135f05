import { addDays, addMonths, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { claimUntil } from '#lib/domain/stays/claim.ts';
import type { ClaimFormView, ClaimLine, ClaimView } from '#lib/domain/views/claims.ts';
import type { Reader } from '../db/database.ts';
import type { StayClaimTable } from '../db/tables.ts';
import { newId } from '../ids.ts';
import { listMergedFrom } from '../ledger/merged-queries.ts';
import { findIdentity } from '../members/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { toClaimLine, toClaimView } from './claim-lines.ts';
import { readPhoto } from './photo.ts';
import { findClaim, hasPhoto, listClaimsOf } from './queries.ts';

const shown_max = 50;

/** A member's claims, the newest first. */
export async function readClaims(reader: Reader, memberId: string): Promise<ClaimLine[]> {
	const own = await listClaimsOf(reader, await idsOf(reader, memberId), shown_max);
	if (own.length === 0) return [];
	const houses = await listProperties(reader);
	return own.flatMap((row) => {
		const house = houses.find(({ id }) => id === row.property_id);
		return house ? [toClaimLine(row, house)] : [];
	});
}

/** One of them. Refused: `not-found` for somebody else's. */
export async function readClaim(
	reader: Reader,
	memberId: string,
	claimId: string
): Promise<ClaimView> {
	const row = await mustBeOwn(reader, memberId, claimId);
	return toClaimView(row, await houseOf(reader, row), await hasPhoto(reader, claimId));
}

/** The guest's own photo of the bill. Refused: `not-found` for somebody else's, and where there is none. */
export async function readOwnPhoto(
	reader: Reader,
	memberId: string,
	claimId: string
): Promise<Uint8Array<ArrayBuffer>> {
	await mustBeOwn(reader, memberId, claimId);
	const photo = await readPhoto(reader, claimId);
	if (!photo) throw new Refusal('not-found');
	return photo;
}

/** What the form needs to know. */
export async function readClaimForm(
	reader: Reader,
	memberId: string,
	now: Instant
): Promise<ClaimFormView> {
	const guest = await findIdentity(reader, memberId);
	if (!guest) throw new Refusal('not-found');
	const programme = await readProgramme(reader);
	const today = todayIn(programme, now);
	const houses = await listProperties(reader);
	return {
		id: newId(),
		houses: houses.map(({ code, name }) => ({ code, name })),
		today,
		earliest: earliestOf(today, versionOn(programme, today).document.claimMonths),
		bookedName: fullName(guest.givenName, guest.familyName),
		verified: guest.verified
	};
}

/** Ends of months are not all alike: the first day whose last day of claiming has not passed. */
function earliestOf(today: PlainDate, claimMonths: number | undefined): PlainDate | undefined {
	if (claimMonths === undefined) return undefined;
	let day = addMonths(today, -claimMonths);
	while ((claimUntil(day, { claimMonths }) ?? today) < today) day = addDays(day, 1);
	return day;
}

async function idsOf(reader: Reader, memberId: string): Promise<string[]> {
	return [memberId, ...(await listMergedFrom(reader, [memberId]))];
}

async function mustBeOwn(
	reader: Reader,
	memberId: string,
	claimId: string
): Promise<StayClaimTable> {
	const row = await findClaim(reader, claimId);
	if (!row || !(await idsOf(reader, memberId)).includes(row.member_id))
		throw new Refusal('not-found');
	return row;
}

/** The house that a claim is about. */
export async function houseOf(reader: Reader, row: StayClaimTable): Promise<Property> {
	const house = (await listProperties(reader)).find(({ id }) => id === row.property_id);
	if (!house) throw new Refusal('not-found');
	return house;
}
