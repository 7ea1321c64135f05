import { addDays, dateIn, type Instant } from '#lib/domain/calendar.ts';
import type { Wishes } from '#lib/domain/preferences/item.ts';
import { hashPassword } from '../auth/passwords.ts';
import { minutesAfter, type Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { adjustPoints } from '../ledger/adjust-points.ts';
import { enrolMembers, type Enrolment } from '../members/enrol-members.ts';
import { setPasswordHash } from '../members/queries.ts';
import { closeMails } from '../outbox/queries.ts';
import { installCatalogue } from '../preferences/install-catalogue.ts';
import { savePreferences } from '../preferences/save-preferences.ts';
import { publishProgramme } from '../programme/publish.ts';
import { listVersionLines } from '../programme/queries.ts';
import { cancelRedemption } from '../rewards/cancel-redemption.ts';
import { importCodes } from '../rewards/import-codes.ts';
import { saveReward } from '../rewards/save-reward.ts';
import { joinPurposes, textVersions } from '../consent/purposes.ts';
import { listDecisions, recordConsents } from '../consent/queries.ts';
import { createStaff } from '../staff/create-staff.ts';
import { findStaffByAddress, type StaffRole } from '../staff/queries.ts';
import { addProperty, listProperties } from '../stays/properties.ts';
import { bookAhead } from './book-ahead.ts';
import { answerCases } from './cases.ts';
import { tellClaims } from './claims.ts';
import { dinnerForTwo, lateCheckOut, nightInLisbon, rewards } from './catalogue.ts';
import { generateDemo, makeUuid, type Demo } from './generate.ts';
import { houses } from './group.ts';
import { moreRewards } from './more-rewards.ts';
import { honourWishes } from './honour.ts';
import { isNoOf, liveWeek, record, redeem, type Life } from './live-week.ts';
import { demoProgramme, timeZone } from './programme.ts';
import { Random } from './random.ts';
import {
	chineseGuestsHealth,
	chineseGuestsWishes,
	guestsFirstWishes,
	guestsHealth,
	guestsWishes,
	guestsWishesAtTheSea,
	makeWishes
} from './wishes.ts';

export const guestPassword = 'aurora-guest';
export const staffPassword = 'aurora-staff';

export const staff = [
	{ role: 'desk', name: 'Dora Desk', email: 'desk@aurora.example' },
	{ role: 'manager', name: 'Manuel Manager', email: 'manager@aurora.example' },
	{ role: 'owner', name: 'Olga Owner', email: 'owner@aurora.example' }
] as const;

const actor = { kind: 'system', id: 'demo' } as const;
const rows_per_transaction = 1_000;
const day_minutes = 24 * 60;

export type Filled = 'filled' | 'already' | 'not-ours';

/**
 * Fills an empty database with a hotel group that does not exist, through the same use-cases as real
 * stays. A fill that was broken off goes on where it was; a database with a programme of its own is
 * left alone.
 */
export async function fillDemo(
	db: Db,
	clock: Clock,
	{ say = () => undefined, members }: { say?: (line: string) => void; members?: number } = {}
): Promise<Filled> {
	const begun = await begin(db, clock());
	if (begun === undefined) return 'not-ours';
	if (await isComplete(db)) return 'already';
	say('Filling the demo hotel group; this takes a few seconds, once.');
	const today = dateIn(timeZone, begun);
	const demo = generateDemo(today, members);

	for (const { property } of houses) await unlessThere(addProperty(db, property, actor, begun));
	const deskId = await hire(db, 'desk', begun);
	const first = demo.weeks[0]?.on ?? today;
	await offer(db, `${first}T08:00:00.000Z`);
	const life = await enrolAll(db, demo, deskId, begun);
	say(`${life.idOf.size.toLocaleString('en')} members have joined`);
	for (const [at, week] of demo.weeks.entries()) {
		// In its evening; the newest week is now.
		const evening = `${week.on}T20:00:00.000Z`;
		const now = evening < begun ? evening : begun;
		const weeksLeft = demo.weeks.length - 1 - at;
		await tellOwnStory(life, demo, { weeksLeft, now });
		await liveWeek(life, week, { now, weeksLeft });
		if (at % 26 === 0) say(`stays through ${week.on} are in`);
	}
	await record(db, demo.present, begun);
	await bookAhead(life, demo, today, begun);
	await wish(life, demo, begun);
	await honourWishes(life, demo, begun);
	await adjust(life, demo, begun);
	const managerId = await hire(db, 'manager', begun);
	await answerCases(life, managerId, begun);
	// Who would read thousands of letters of years that were only told?
	await closeMails(db, minutesAfter(begun, -day_minutes), begun);
	await givePasswords(db, demo, life, clock);
	await tellClaims(life, demo, managerId, { today, now: begun });
	// Last, because whoever finds the owner knows that the house is complete.
	await hire(db, 'owner', begun);
	return 'filled';
}

/** When the fill began; undefined when this is somebody's real house. */
async function begin(db: Db, now: Instant): Promise<Instant | undefined> {
	const versions = await listVersionLines(db);
	if (versions.length === 0) {
		const today = dateIn(timeZone, now);
		await publishProgramme(db, demoProgramme(today), today, actor, now);
		return now;
	}
	const [first] = versions;
	return first?.publishedBy.includes(actor.id) ? first.publishedAt : undefined;
}

async function isComplete(db: Db): Promise<boolean> {
	return (await findStaffByAddress(db, staff[2].email)) !== undefined;
}

/** A fill that was broken off finds what it did before. */
async function unlessThere(doing: Promise<unknown>): Promise<void> {
	await doing.catch((thrown: unknown) => {
		if (!isNoOf(thrown, ['address-taken', 'property-code-taken'])) throw thrown;
	});
}

async function offer(db: Db, now: Instant): Promise<void> {
	await installCatalogue(db, actor, now);
	for (const { id, reward, status, stock, stockByHouse, codes } of [...rewards, ...moreRewards]) {
		const kept = { rewardId: id, revision: 0, reward, image: undefined, stock, stockByHouse };
		await saveReward(db, { ...kept, status }, actor, now);
		if (codes) await importCodes(db, { rewardId: id, text: codes.join('\n') }, actor, now);
	}
}

/** The colleague in this role, who is there from now on if they were not before. */
async function hire(db: Db, role: StaffRole, now: Instant): Promise<string> {
	const { name, email } = staff.find((one) => one.role === role)!;
	const propertyCodes = role === 'desk' ? houses.map(({ property }) => property.code) : [];
	const one = { id: newId(), name, email, role, locale: 'en', propertyCodes };
	await unlessThere(createStaff(db, { ...one, password: staffPassword }, actor, now));
	return (await findStaffByAddress(db, email))?.id ?? one.id;
}

async function enrolAll(db: Db, demo: Demo, deskId: string, now: Instant): Promise<Life> {
	const all: Enrolment[] = [demo.guest, demo.chineseGuest, ...demo.members];
	const idOf = new Map<string, string>();
	const localeOf = new Map<string, string>();
	for (let at = 0; at < all.length; at += rows_per_transaction) {
		const chunk = all.slice(at, at + rows_per_transaction);
		const results = await enrolMembers(db, chunk, now);
		for (const [index, result] of results.entries()) {
			if (result.outcome === 'rejected') throw new Error(result.reason);
			const { number, locale } = chunk[index]!;
			idOf.set(number, result.memberId);
			localeOf.set(result.memberId, locale);
		}
	}
	await agree(db, all, idOf, now);
	const properties = await listProperties(db);
	const houseOf = new Map(properties.map(({ code, id }) => [code, id]));
	const guests = [demo.guest, demo.chineseGuest].map(({ number }) => idOf.get(number) ?? '');
	return { db, idOf, localeOf, houseOf, deskId, guests: new Set(guests), bought: [] };
}

/** What everybody said when they joined; only membership has to be. */
async function agree(
	db: Db,
	all: readonly Enrolment[],
	idOf: ReadonlyMap<string, string>,
	now: Instant
): Promise<void> {
	const random = new Random(1_984);
	await transact(db, async (trx) => {
		for (const { number, locale, joinedOn } of all) {
			const memberId = idOf.get(number) ?? '';
			if ((await listDecisions(trx, memberId)).size > 0) continue;
			const at = `${joinedOn}T09:00:00.000Z`;
			const decisions = joinPurposes.map((purpose) => ({
				purpose,
				given: purpose === 'membership' || random.chance(0.4)
			}));
			const where = { locale, channel: 'web' };
			await recordConsents(trx, memberId, decisions, where, at < now ? at : now);
		}
	});
}

/** What the guests who sign in bought, told by hand so that every state of a voucher is there. */
async function tellOwnStory(
	life: Life,
	{ guest, chineseGuest }: Demo,
	{ weeksLeft, now }: { readonly weeksLeft: number; readonly now: Instant }
): Promise<void> {
	for (const [at, [who, weeksAgo, rewardId, usedAfter]] of ownStory.entries()) {
		if (weeksAgo !== weeksLeft) continue;
		const { number } = who === 'guest' ? guest : chineseGuest;
		const memberId = life.idOf.get(number) ?? '';
		const { reward } = rewards.find((one) => one.id === rewardId)!;
		const id = `01980000-0000-7000-8000-0000000010${String(at).padStart(2, '0')}`;
		const takenOn = usedAfter > 0 ? addDays(now.slice(0, 10), 7 * usedAfter) : undefined;
		await redeem(life, { id, memberId, reward, rewardId, takenOn }, now);
		const cancel = { source: 'app', id: `${id.slice(0, -4)}2${id.slice(-3)}`, memberId };
		if (usedAfter < 0) await cancelRedemption(life.db, { ...cancel, redemptionId: id }, now);
	}
}

/** Who, how many weeks ago, what, and after how many weeks it was used; below 0: cancelled. */
const ownStory: readonly (readonly ['guest' | 'chinese', number, string, number])[] = [
	['guest', 62, dinnerForTwo, 5],
	['guest', 24, lateCheckOut, -1],
	['guest', 23, dinnerForTwo, 6],
	['guest', 2, nightInLisbon, 0],
	['guest', 1, lateCheckOut, 0],
	['chinese', 30, dinnerForTwo, 8],
	['chinese', 1, lateCheckOut, 0]
];

/** How everybody likes it: the guests who sign in by hand, a fifth of the others by chance. */
async function wish(life: Life, demo: Demo, now: Instant): Promise<void> {
	const random = new Random(4_711);
	const save = async (number: string, values: Wishes, at: Instant, house?: string) => {
		const memberId = life.idOf.get(number) ?? '';
		const propertyId = house === undefined ? undefined : life.houseOf.get(house);
		await savePreferences(life.db, { id: makeUuid(random), memberId, propertyId, values }, at);
	};
	const earlier = minutesAfter(now, -200 * day_minutes);
	await save(demo.guest.number, guestsFirstWishes, earlier);
	await save(demo.guest.number, guestsWishes, minutesAfter(now, -40 * day_minutes));
	await save(
		demo.guest.number,
		guestsWishesAtTheSea,
		minutesAfter(now, -39 * day_minutes),
		'AUR-CRE'
	);
	await save(demo.chineseGuest.number, chineseGuestsWishes, earlier);
	const healthId = makeUuid(random);
	await sayHealth(life, demo.guest.number, healthId, guestsHealth, minutesAfter(now, -day_minutes));
	const otherId = makeUuid(random);
	await sayHealth(life, demo.chineseGuest.number, otherId, chineseGuestsHealth, earlier);
	for (const { number } of demo.members)
		if (random.chance(0.2)) await save(number, makeWishes(random), earlier);
}

/** With the consent that it needs, as the form asks for it. */
async function sayHealth(
	{ db, idOf, localeOf }: Life,
	number: string,
	id: string,
	values: Wishes,
	at: Instant
): Promise<void> {
	const memberId = idOf.get(number) ?? '';
	const agreed = { version: textVersions.health, locale: localeOf.get(memberId) ?? 'en' };
	await savePreferences(db, { id, memberId, values, agreed }, at);
}

/** A few things that a manager put right by hand. */
async function adjust({ db, idOf }: Life, { members }: Demo, now: Instant): Promise<void> {
	for (const [at, [points, why]] of adjustments.entries()) {
		const memberId = idOf.get(members[at * 7]?.number ?? '') ?? '';
		const command = { source: 'demo', id: `demo-adjustment-${at}`, memberId, points, why };
		await adjustPoints(db, command, actor, now);
	}
}

const adjustments = [
	[1_500, 'The pool was closed during the stay'],
	[500, 'A bill that came late'],
	[2_000, 'Welcome of the new concierge programme']
] as const;

async function givePasswords(db: Db, demo: Demo, { idOf }: Life, clock: Clock): Promise<void> {
	const hash = await hashPassword(guestPassword);
	await transact(db, async (trx) => {
		for (const { number } of [demo.guest, demo.chineseGuest])
			await setPasswordHash(trx, idOf.get(number) ?? '', hash, clock());
	});
}
