import { addMilliseconds, dateIn, type Instant } from '#lib/domain/calendar.ts';
import { Refusal, type RefusalCode } from '#lib/domain/refusal.ts';
import { hashPassword } from '../auth/passwords.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { newId } from '../ids.ts';
import { runJob } from '../jobs/run.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { spendPoints } from '../ledger/spend-points.ts';
import { enrolMembers, type Enrolment } from '../members/enrol-members.ts';
import { setPasswordHash } from '../members/queries.ts';
import { publishProgramme } from '../programme/publish.ts';
import { listVersionLines } from '../programme/queries.ts';
import { createStaff } from '../staff/create-staff.ts';
import { findStaffByAddress } from '../staff/queries.ts';
import { addProperty } from '../stays/properties.ts';
import { recordStays } from '../stays/record-stays.ts';
import type { StayIn } from '../stays/stay-in.ts';
import { generateDemo, type Demo, type DemoWeek } from './generate.ts';
import { houses } from './group.ts';
import { demoProgramme, timeZone } from './programme.ts';

export const guestPassword = 'aurora-guest';
export const staffPassword = 'aurora-staff';

export const staff = [
	{ role: 'desk', name: 'Dora Desk', email: 'desk@aurora.example' },
	{ role: 'manager', name: 'Manuel Manager', email: 'manager@aurora.example' },
	// Last, because whoever finds the owner knows that the house is complete.
	{ role: 'owner', name: 'Olga Owner', email: 'owner@aurora.example' }
] as const;

const actor = { kind: 'system', id: 'demo' } as const;
const rows_per_transaction = 1_000;

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
	const idOf = await enrolAll(db, demo, begun);
	say(`${idOf.size.toLocaleString('en')} members have joined`);
	for (const [at, week] of demo.weeks.entries()) {
		// In its evening; the newest week is now.
		const evening = `${week.on}T20:00:00.000Z`;
		await liveWeek(db, week, evening < begun ? evening : begun, idOf);
		if (at % 26 === 0) say(`stays through ${week.on} are in`);
	}
	await record(db, demo.present, begun);
	await runJob(db, 'expiry', today, () => begun);
	await givePasswords(db, demo, idOf, clock);
	return 'filled';
}

/** When the fill began; undefined when this is somebody's real house. */
async function begin(db: Db, now: Instant): Promise<Instant | undefined> {
	const versions = await listVersionLines(db);
	if (versions.length === 0) {
		await publishProgramme(db, demoProgramme(), dateIn(timeZone, now), actor, now);
		return now;
	}
	const [first] = versions;
	return first?.publishedBy.includes(actor.id) ? first.publishedAt : undefined;
}

async function isComplete(db: Db): Promise<boolean> {
	return (await findStaffByAddress(db, staff[2].email)) !== undefined;
}

// A fill that was broken off finds what it did before; of a balance that has changed since, another share.
const thereAlready: readonly RefusalCode[] = [
	'address-taken',
	'property-code-taken',
	'same-id-other-body'
];

async function unlessThere(doing: Promise<unknown>): Promise<void> {
	await doing.catch((error: unknown) => {
		if (!(error instanceof Refusal && thereAlready.includes(error.code))) throw error;
	});
}

async function enrolAll(db: Db, demo: Demo, now: Instant): Promise<Map<string, string>> {
	const all: Enrolment[] = [demo.guest, demo.chineseGuest, ...demo.members];
	const idOf = new Map<string, string>();
	for (let at = 0; at < all.length; at += rows_per_transaction) {
		const chunk = all.slice(at, at + rows_per_transaction);
		const results = await enrolMembers(db, chunk, now);
		for (const [index, result] of results.entries()) {
			if (result.outcome === 'rejected') throw new Error(result.reason);
			idOf.set(chunk[index]!.number, result.memberId);
		}
	}
	return idOf;
}

async function liveWeek(
	db: Db,
	{ on, stays, spendings }: DemoWeek,
	now: Instant,
	idOf: ReadonlyMap<string, string>
): Promise<void> {
	await record(db, stays, now);
	await runJob(db, 'expiry', on, () => now);
	const ids = spendings.flatMap(({ number }) => idOf.get(number) ?? []);
	const accounts = await transact(db, (trx) => lockAccounts(trx, ids));
	for (const [at, { id, number, share, what }] of spendings.entries()) {
		const memberId = idOf.get(number) ?? '';
		const balance = accounts.get(memberId)?.account.balance ?? 0;
		const points = Math.floor((balance * share) / 100 / 500) * 500;
		const command = { source: 'demo', id, memberId, points, what };
		if (points > 0) await unlessThere(spendPoints(db, command, addMilliseconds(now, at)));
	}
}

async function record(db: Db, stays: readonly StayIn[], now: Instant): Promise<void> {
	for (let at = 0; at < stays.length; at += rows_per_transaction) {
		const chunk = stays.slice(at, at + rows_per_transaction);
		const results = await recordStays(db, chunk, now, { quiet: true });
		for (const result of results) if (result.outcome === 'rejected') throw new Error(result.reason);
	}
}

async function givePasswords(
	db: Db,
	demo: Demo,
	idOf: ReadonlyMap<string, string>,
	clock: Clock
): Promise<void> {
	const hash = await hashPassword(guestPassword);
	await transact(db, async (trx) => {
		for (const { number } of [demo.guest, demo.chineseGuest])
			await setPasswordHash(trx, idOf.get(number) ?? '', hash, clock());
	});
	for (const { role, name, email } of staff) {
		const propertyCodes = role === 'desk' ? houses.map(({ property }) => property.code) : [];
		const one = { id: newId(), name, email, role, locale: 'en', propertyCodes };
		await unlessThere(createStaff(db, { ...one, password: staffPassword }, actor, clock()));
	}
}
