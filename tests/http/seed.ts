import { firstCuts } from '#lib/domain/surveys/cuts.ts';
import sharp from 'sharp';
import { startSession } from '#lib/server/auth/sessions.ts';
import { openCaseOf } from '#lib/server/cases/open-case.ts';
import { sendClaim } from '#lib/server/claims/send-claim.ts';
import type { Choice } from '#lib/domain/rewards/reward.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { newId } from '#lib/server/ids.ts';
import { findIdentity } from '#lib/server/members/queries.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { startDraft } from '#lib/server/programme/start-draft.ts';
import { startSurveyDraft } from '#lib/server/surveys/start-draft.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { build, plainVersion, publish } from '../integration/model/house.ts';
import { joined, verified } from '../integration/people.ts';
import { offered } from '../integration/reward-house.ts';
import { askAbout } from '../integration/survey-people.ts';

export type StaffRole = 'desk' | 'manager' | 'owner';
export type Who = 'guest' | 'unverified' | 'member' | 'other' | 'desk' | 'manager' | 'owner';
export const everybody: readonly Who[] = [
	'guest',
	'unverified',
	'member',
	'other',
	'desk',
	'manager',
	'owner'
];

export interface Guest {
	readonly id: string;
	readonly password: string;
	readonly email: string;
	readonly number: string;
	/** Text that nobody else’s pages may hold. */
	readonly canaries: readonly string[];
	readonly entryId: string;
	readonly stayId: string;
	readonly cookie: string;
}

export interface Seeded {
	readonly cookies: Readonly<Record<Who, string>>;
	readonly member: Guest;
	readonly other: Guest;
	readonly unverified: Guest;
	/** What stands for a parameter of a route, as `routeId name`: something of the member's own. */
	readonly paths: Readonly<Record<string, string>>;
}

/** Two members with a stay and points each, one who has not verified, and one of each staff role. */
export async function seed(db: Db): Promise<Seeded> {
	await publish(db, plainVersion);
	await build(db);
	await startDraft(db, { kind: 'system', id: 'test' }, new Date().toISOString());
	await startSurveyDraft(db, { kind: 'system', id: 'test' }, new Date().toISOString());
	const member = await aGuest(db, 'Quillfeather', verified);
	const other = await aGuest(db, 'Brambleworth', verified);
	const unverified = await aGuest(db, 'Thistledown', joined);
	const cookies = {
		guest: '',
		unverified: unverified.cookie,
		member: member.cookie,
		other: other.cookie,
		desk: await aClerk(db, 'desk'),
		manager: await aClerk(db, 'manager'),
		owner: await aClerk(db, 'owner')
	};
	const rewardId = await offered(db, { points: 1 });
	const voucherId = await aVoucher(db, member, rewardId);
	const bookedId = await offered(db, { points: 1, asks: 'property' });
	const bookingId = await aVoucher(db, member, bookedId, { property: 'CITY' });
	const claimId = await aClaim(db, member);
	const caseId = await aCase(db, member);
	const openId = await anOpenSurvey(db, member);
	const sentId = await aSentSurvey(db, other);
	for (const responseId of [openId, sentId]) await aSurveyPhoto(db, responseId);
	const paths = {
		'/(public)/terms/[purpose] purpose': 'membership',
		'/offline/[locale] locale': 'zh-CN',
		'/(member)/points/[id] id': member.entryId,
		'/(member)/points/statement/[month] month': new Date().toISOString().slice(0, 7),
		'/(member)/points/statement/[month]/csv month': new Date().toISOString().slice(0, 7),
		'/(member)/surveys/[id] id': openId,
		'/(member)/surveys/[id]/photo/[item] id': openId,
		'/(member)/surveys/[id]/photo/[item] item': 'photo',
		'/admin/surveys/responses/[id]/photo/[item] id': sentId,
		'/admin/surveys/responses/[id]/photo/[item] item': 'photo',
		'/admin/surveys/versions/[version] version': '1',
		'/admin/surveys/draft/parts/[id] id': 'comment',
		'/admin/surveys/draft/weights/[level] level': 'dimensions',
		'/admin/surveys/draft/preview/[locale] locale': 'zh-CN',
		'/admin/surveys/responses/[id] id': sentId,
		'/admin/surveys/words/[id] id': 'noise',
		'/(member)/stays/[id] id': member.stayId,
		'/(member)/surveys/cases/[id] id': caseId,
		'/admin/cases/[id] id': caseId,
		'/(member)/stays/claims/[id] id': claimId,
		'/(member)/stays/claims/[id]/photo id': claimId,
		'/admin/claims/[id] id': claimId,
		'/admin/claims/[id]/photo id': claimId,
		'/(member)/rewards/[id] id': rewardId,
		'/(member)/rewards/vouchers/[id] id': voucherId,
		'/(member)/rewards/vouchers/[id]/mark id': voucherId,
		'/admin/rewards/booked/[id] id': bookingId,
		'/admin/rewards/[id] id': rewardId,
		'/admin/rewards/[id]/stock id': rewardId,
		'/admin/rewards/[id]/preview/[locale] id': rewardId,
		'/admin/rewards/[id]/preview/[locale] locale': 'zh-CN',
		'/admin/members/[id] id': member.id,
		'/admin/programme/versions/[number] number': '1',
		'/admin/programme/versions/[number]/file number': '1',
		'/admin/members/[id]/ledger id': member.id,
		'/admin/members/[id]/merge id': member.id,
		'/admin/members/[id]/tier id': member.id,
		'/admin/preferences/[id] id': 'pillow',
		'/admin/properties/[id] id': await idOf(db, 'property'),
		'/admin/staff/[id] id': await idOf(db, 'staff')
	};
	return { cookies, member, other, unverified, paths };
}

/** The address of a route, its parameters from what was seeded; else one that leads nowhere. */
export function addressOf({ paths }: Seeded, routeId: string): string {
	const plain = routeId.replaceAll(/\/\([^)]+\)/g, '') || '/';
	return plain.replaceAll(/\[(\w+)\]/g, (_, name: string) => paths[`${routeId} ${name}`] ?? 'none');
}

/** The first one there is: of the staff it is the desk's clerk. */
async function idOf(db: Db, table: 'property' | 'staff'): Promise<string> {
	const first = db.selectFrom(table).select('id').orderBy('id').limit(1);
	return (await first.executeTakeFirstOrThrow()).id;
}

/** What a member bought with a point. */
async function aVoucher(
	db: Db,
	{ id: memberId }: Guest,
	rewardId: string,
	choice?: Choice
): Promise<string> {
	const command = { source: 'app', id: newId(), memberId, rewardId, points: 1, choice };
	return (await redeemReward(db, command, new Date().toISOString())).redemptionId;
}

/** A stay that a member misses, with a photo of the bill. */
async function aCase(db: Db, { id: memberId }: Guest): Promise<string> {
	const propertyId = await idOf(db, 'property');
	const said = {
		responseId: null,
		cuts: firstCuts,
		memberId,
		propertyId,
		index: 3,
		recommend: 2,
		texts: ['No.']
	};
	await transact(db, (trx) => openCaseOf(trx, said, new Date().toISOString()));
	const found = db.selectFrom('guest_case').select('id').where('member_id', '=', memberId);
	return (await found.executeTakeFirstOrThrow()).id;
}

async function aClaim(db: Db, { id: memberId, email }: Guest): Promise<string> {
	const grey = { create: { width: 8, height: 8, channels: 3, background: '#777' } } as const;
	const day = new Date(Date.now() - 30 * 86_400_000).toISOString().slice(0, 10);
	const claim = {
		id: newId(),
		memberId,
		property: 'CITY',
		arrival: day,
		departure: day,
		reference: 'B-1',
		bookedName: email,
		photo: await sharp(grey).jpeg().toBuffer()
	};
	return (await sendClaim(db, claim, new Date().toISOString())).claimId;
}

/** A fresh session of the same member, for tests that use one up. */
export async function signedIn(db: Db, memberId: string): Promise<string> {
	const { token } = await startSession(db, 'member', memberId, 'test');
	return `stayward=${token}`;
}

/** A fresh session of a colleague in this role. */
export async function staffSignedIn(db: Db, role: StaffRole): Promise<string> {
	const { id } = await db
		.selectFrom('staff')
		.select('id')
		.where('email', '=', `${role}@staff.example`)
		.executeTakeFirstOrThrow();
	return `stayward-staff=${(await startSession(db, 'staff', id, 'test')).token}`;
}

async function aGuest(
	db: Db,
	familyName: string,
	join: typeof joined | typeof verified
): Promise<Guest> {
	const now = new Date().toISOString();
	const email = `${familyName.toLowerCase()}@canary.example`;
	const { id, password, session } = await join(db, { familyName, email }, now);
	const number = (await findIdentity(db, id))?.number ?? '';
	const today = now.slice(0, 10);
	const departure = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
	const [result] = await recordStays(
		db,
		[
			{
				source: 'pms',
				stayId: `S-${familyName}`,
				property: 'CITY',
				memberNumber: number,
				status: 'booked',
				arrival: today,
				departure,
				rooms: 1,
				adults: 1,
				children: 0,
				currency: 'EUR',
				folio: [{ class: 'room', amountMinor: 12_345, on: departure }],
				awardNights: 0,
				updatedAt: now
			}
		],
		now
	);
	if (!result || !('stayId' in result)) throw new Error('the stay was not recorded');
	const entryId = await anEntry(db, id, number, today, now);
	return {
		id,
		password,
		email,
		number,
		canaries: [familyName, email, number],
		entryId,
		stayId: result.stayId,
		cookie: `stayward=${session.token}`
	};
}

async function anEntry(
	db: Db,
	memberId: string,
	memberNumber: string,
	today: string,
	now: string
): Promise<string> {
	const stay = {
		source: 'pms',
		stayId: newId(),
		property: 'CITY',
		memberNumber,
		status: 'checked_out' as const,
		arrival: today,
		departure: today,
		rooms: 1,
		adults: 1,
		children: 0,
		currency: 'EUR',
		folio: [{ class: 'room' as const, amountMinor: 10_000, on: today }],
		awardNights: 0,
		updatedAt: now
	};
	await recordStays(db, [stay], now);
	const entry = db.selectFrom('entry').select('id').where('member_id', '=', memberId);
	return (await entry.executeTakeFirstOrThrow()).id;
}

async function aClerk(db: Db, role: StaffRole): Promise<string> {
	const id = newId();
	const email = `${role}@staff.example`;
	const staff = { id, name: role, email, role, locale: 'en', password: 'a clerk’s long secret' };
	await createStaff(
		db,
		{ ...staff, propertyCodes: role === 'desk' ? ['CITY'] : [] },
		{ kind: 'system', id: 'test' },
		new Date().toISOString()
	);
	return staffSignedIn(db, role);
}

async function anOpenSurvey(db: Db, { id, stayId }: Guest): Promise<string> {
	return (await askAbout(db, id, stayId, new Date().toISOString())).id;
}

async function aSentSurvey(db: Db, { id, stayId }: Guest): Promise<string> {
	const now = new Date().toISOString();
	const { id: surveyId, token } = await askAbout(db, id, stayId, now);
	await submitResponse(db, { token }, { location: '5', recommend: '9' }, now);
	return surveyId;
}

async function aSurveyPhoto(db: Db, response_id: string): Promise<void> {
	const grey = { create: { width: 8, height: 8, channels: 3, background: '#777' } } as const;
	const body = (await sharp(grey).webp().toBuffer()).toString('base64');
	await db
		.insertInto('survey_photo')
		.values({ response_id, item: 'photo', key_id: null, body })
		.execute();
}
