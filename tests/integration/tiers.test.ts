import { expect, test } from 'vitest';
import type { Example } from '#lib/domain/programme/example.ts';
import type { Keep, Tier, Version, Way } from '#lib/domain/programme/programme.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readHome } from '#lib/server/guests/read-home.ts';
import { transact } from '#lib/server/db/transact.ts';
import { beginAnew, claimRun, findRun, renewRun } from '#lib/server/jobs/queries.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { runWhatIsDue } from '#lib/server/jobs/schedule.ts';
import { makeLog } from '#lib/server/log.ts';
import { publishProgramme } from '#lib/server/programme/publish.ts';
import { listGrants } from '#lib/server/ledger/queries.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { readProgramme } from '#lib/server/programme/read-programme.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { lendTier, nameMember, sellCard } from '#lib/server/tiers/give-tier.ts';
import { onBothDatabases } from './databases.ts';
import { nightsOf } from './milestone-house.ts';
import { build, enrol, newId, plainVersion, publish, type Person } from './model/house.ts';

const [floor, silver] = plainVersion.tiers as readonly [Tier, Tier];
const nights = (amount: number) => ({ kind: 'at-least', credit: 'nights', amount }) as const;
const yearEnd = (yearsAfter: number) => ({ kind: 'end-of-month', month: 12, yearsAfter }) as const;

/** What Gold asks at its end: 15 nights of the year, or it is Silver for a year. */
const keep: Keep = {
	needs: nights(15),
	window: { kind: 'calendar-year' },
	validity: yearEnd(0),
	otherwise: { kind: 'one-down', validity: yearEnd(0) }
};

const gold: Tier = {
	...silver,
	id: 'gold',
	name: { en: 'Gold' },
	ways: [
		{
			id: 'gold-nights',
			kind: 'reach',
			window: { kind: 'calendar-year' },
			needs: nights(20),
			validity: yearEnd(1)
		},
		{ id: 'named', kind: 'named', validity: yearEnd(0) },
		{ id: 'trial', kind: 'challenge', days: 60, needs: nights(6), validity: yearEnd(1) }
	],
	keep
};

const version: Version = {
	...plainVersion,
	tiers: [floor, silver, gold],
	rollOver: [{ id: 'above', credit: 'nights', tierMin: 'gold' }],
	cards: [
		{
			id: 'silver-card',
			name: { en: 'Silver card' },
			tier: 'silver',
			validity: { kind: 'months', months: 12, from: 'day' },
			credits: [{ credit: 'nights', amount: 5 }]
		}
	]
};

const example: Example = {
	name: 'A night',
	events: [{ kind: 'stay', arrival: '2025-05-10', nights: 1, room: 100 }],
	expect: { tier: 'member' }
};

const actor = { kind: 'staff', id: 'manager' } as const;
const noon = (date: string) => `${date}T12:00:00.000Z`;
const clockAt = (date: string) => () => `${date}T03:00:00.000Z`;

onBothDatabases((open) => {
	async function house(published: Version = version) {
		const db = await open();
		await publish(db, published);
		await build(db);
		const [ada, bob] = await enrol(db, 2);
		return { db, ada: ada!, bob: bob! };
	}
	const stay = (db: Db, person: Person, arrival: string, departure: string, known = departure) =>
		recordStays(db, [nightsOf(person, arrival, departure)], noon(known));
	const tierOn = async (db: Db, person: Person, day: string) =>
		heldTier(await listGrants(db, person.id), await readProgramme(db), day).tier.id;
	const review = (db: Db, date: string) => runJob(db, 'tier-review', date, clockAt(date));
	const problems = async (db: Db) => (await verifyLedger(db)).problems;
	const rows = async (db: Db) => ({
		grants: await db.selectFrom('tier_grant').selectAll().orderBy('id').execute(),
		credits: await db.selectFrom('credit').selectAll().orderBy('id').execute(),
		commands: await db.selectFrom('command').select('id').execute(),
		acts: await db.selectFrom('audit').select(['act', 'subject_id', 'facts', 'why']).execute()
	});
	const command = ({ id }: Person) => ({
		source: 'app',
		id: newId(),
		memberId: id,
		why: 'asked at the desk'
	});

	test('D3: the job reviews on the day after, and any number of runs is one', async () => {
		const { db, ada, bob } = await house();
		await stay(db, ada, '2025-03-01', '2025-03-21');
		await stay(db, bob, '2025-03-01', '2025-03-21');
		await stay(db, bob, '2026-03-01', '2026-03-16');
		expect(await review(db, '2026-12-31')).toMatchObject({ grants: 0 });
		expect(await tierOn(db, ada, '2026-12-31')).toBe('gold');
		expect(await tierOn(db, ada, '2027-01-01')).toBe('gold');
		expect(await review(db, '2027-01-01')).toEqual({ members: 2, grants: 2, credits: 0 });
		expect(await tierOn(db, ada, '2027-01-01')).toBe('silver');
		expect(await tierOn(db, bob, '2027-01-01')).toBe('gold');
		const before = await rows(db);
		expect(await review(db, '2027-01-01')).toEqual({ members: 0, grants: 0, credits: 0 });
		expect(await review(db, '2027-01-02')).toEqual({ members: 0, grants: 0, credits: 0 });
		expect(await rows(db)).toEqual(before);
		expect(await problems(db)).toEqual([]);
	});

	test('D3: a version in force from today upgrades today, also where its review has run or is half done', async () => {
		const { db, ada, bob } = await house(plainVersion);
		await stay(db, ada, '2025-03-01', '2025-03-08');
		await stay(db, bob, '2025-03-01', '2025-03-08');
		const day = '2025-04-10';
		const log = makeLog('silent');
		await runWhatIsDue(db, clockAt(day), log);
		expect(await tierOn(db, ada, day)).toBe('member');

		const [way, ...otherWays] = silver.ways as [Way, ...Way[]];
		const ways = [{ ...way, needs: nights(7) } as Way, ...otherWays];
		const easier = { ...plainVersion, tiers: [floor, { ...silver, ways }] };
		const json = {
			schemaVersion: 1,
			name: { en: 'House' },
			versions: [easier],
			examples: [example]
		};
		await publishProgramme(db, json, day, actor, clockAt(day)());
		expect((await findRun(db, { name: 'tier-review', date: day }))?.finished_at).toBeNull();
		await runWhatIsDue(db, clockAt(day), log);
		for (const person of [ada, bob]) expect(await tierOn(db, person, day)).toBe('silver');
		const before = await rows(db);
		await runWhatIsDue(db, clockAt(day), log);
		expect(await rows(db)).toEqual(before);
		expect(await problems(db)).toEqual([]);

		// One that is under way loses its lease: it began under the old version.
		const lease = '2025-04-11T03:00:30.000Z';
		const run = { name: 'tier-review', date: '2025-04-11' };
		await transact(db, (trx) => claimRun(trx, run, clockAt('2025-04-11')(), lease));
		await transact(db, (trx) => beginAnew(trx, run));
		const kept = { from: lease, to: lease };
		expect(
			await transact(db, (trx) => renewRun(trx, run, kept, { cursor: null, result: '{}' }))
		).toBe(false);
	});

	test('D3: one run catches up for reviews that were missed, each on its own day', async () => {
		const kept = { ...silver, keep: { ...keep, needs: nights(8) } };
		const { db, bob } = await house({ ...version, tiers: [floor, kept, gold] });
		await stay(db, bob, '2025-03-01', '2025-03-21');
		await review(db, '2025-04-01');
		expect(await review(db, '2029-02-10')).toMatchObject({ members: 1, grants: 2 });
		expect(await tierOn(db, bob, '2026-12-31')).toBe('gold');
		expect(await tierOn(db, bob, '2027-12-31')).toBe('silver');
		expect(await tierOn(db, bob, '2028-01-01')).toBe('member');
		expect(await problems(db)).toEqual([]);
	});

	test('D3: nights roll over on 1 January, and a late stay adds the difference', async () => {
		const { db, ada } = await house();
		await stay(db, ada, '2025-03-01', '2025-03-26');
		await review(db, '2025-12-31');
		expect(await review(db, '2026-01-01')).toEqual({ members: 1, grants: 0, credits: 1 });
		expect(await review(db, '2026-01-01')).toMatchObject({ credits: 0 });
		await stay(db, ada, '2025-10-01', '2025-10-03', '2026-02-01');
		const { credits } = await rows(db);
		const rolled = credits.filter(({ basis }) => basis === 'rolled');
		expect(rolled.map(({ amount, counts_on, cause }) => [amount, counts_on, cause])).toEqual([
			[5, '2026-01-01', 'roll-over'],
			[2, '2026-01-01', 'roll-over']
		]);
		expect(await problems(db)).toEqual([]);
	});

	test('D3: what was imported out of the past ends as what was known day by day', async () => {
		const { db, ada, bob } = await house();
		const past = (person: Person) => [
			nightsOf(person, '2025-03-01', '2025-03-26'),
			nightsOf(person, '2026-03-01', '2026-03-09'),
			nightsOf(person, '2027-03-01', '2027-03-12')
		];
		await recordStays(db, past(ada).toReversed(), noon('2027-06-01'));
		for (const one of past(bob)) {
			await recordStays(db, [one], noon(one.departure));
			await review(db, `${one.departure.slice(0, 4)}-12-30`);
		}
		await review(db, '2028-01-01');
		const of = async ({ id }: Person) =>
			(await listGrants(db, id)).map(({ tier, from, validTo, reason }) => [
				tier,
				from,
				validTo,
				reason.kind
			]);
		expect(await of(ada)).toEqual(await of(bob));
		expect(await of(ada)).toEqual([
			['gold', '2025-03-26', '2026-12-31', 'reached'],
			['silver', '2027-01-01', '2027-12-31', 'fallen'],
			['silver', '2027-03-12', '2028-12-31', 'reached']
		]);
		expect(await problems(db)).toEqual([]);
	});

	test('D3: a version with lower thresholds upgrades on its first day who meets them', async () => {
		const { db, ada, bob } = await house({ ...version, rollOver: [] });
		await stay(db, ada, '2025-03-01', '2025-03-16');
		await stay(db, bob, '2025-03-01', '2025-03-09');
		await review(db, '2025-06-30');
		const [way] = gold.ways;
		if (way?.kind !== 'reach') throw new Error('no way');
		const easier = { ...gold, ways: [{ ...way, needs: nights(15) }] };
		await db
			.insertInto('programme_version')
			.values({
				number: 2,
				effective_from: '2025-07-01',
				document: JSON.stringify({
					...version,
					from: '2025-07-01',
					tiers: [floor, silver, easier]
				}),
				published_at: '2025-06-30T12:00:00.000Z',
				published_by: 'test'
			})
			.execute();
		expect(await review(db, '2025-07-02')).toMatchObject({ members: 1, grants: 1 });
		expect(await tierOn(db, ada, '2025-06-30')).toBe('silver');
		expect(await tierOn(db, ada, '2025-07-01')).toBe('gold');
		expect(await tierOn(db, bob, '2025-07-01')).toBe('member');
		expect(await review(db, '2025-07-03')).toMatchObject({ grants: 0 });
		expect(await problems(db)).toEqual([]);
	});

	test('B1: home shows no fall before its review, and counts from where counters started anew', async () => {
		const { db, ada } = await house({ ...version, rollOver: [], restart: 'on-upgrade' });
		const home = (day: string) => readHome(db, ada.id, true, noon(day));
		await stay(db, ada, '2025-03-01', '2025-03-14');
		expect((await home('2025-03-15')).next?.ways[0]?.counters[0]).toMatchObject({
			has: 0,
			goal: 20
		});
		await stay(db, ada, '2025-05-01', '2025-05-08');
		expect((await home('2025-05-08')).next?.ways[0]?.counters[0]).toMatchObject({
			has: 7,
			goal: 20
		});
		await stay(db, ada, '2025-06-01', '2025-06-15');
		expect((await home('2025-06-15')).tier.id).toBe('gold');
		expect((await home('2027-01-01')).tier.id).toBe('gold');
		await review(db, '2027-01-01');
		expect((await home('2027-01-01')).tier.id).toBe('silver');
		expect((await home('2027-01-01')).tierValidTo).toBe('2027-12-31');
	});

	test('D3: a manager names a member; the same id again is the same answer', async () => {
		const { db, ada } = await house();
		await stay(db, ada, '2025-03-01', '2025-03-11');
		const naming = { ...command(ada), tier: 'gold' };
		const given = { tier: 'gold', validTo: '2025-12-31', on: '2025-04-01' };
		expect(await nameMember(db, naming, actor, noon('2025-04-01'))).toEqual(given);
		const before = await rows(db);
		expect(before.acts).toEqual([
			{
				act: 'tier-named',
				subject_id: ada.id,
				facts: JSON.stringify({
					tier: 'gold',
					before: 'silver',
					after: 'gold',
					validTo: '2025-12-31'
				}),
				why: 'asked at the desk'
			}
		]);
		expect(await nameMember(db, naming, actor, noon('2025-09-01'))).toEqual(given);
		expect(await rows(db)).toEqual(before);
		await expect(
			nameMember(db, { ...naming, tier: 'silver' }, actor, noon('2025-04-01'))
		).rejects.toMatchObject({ code: 'same-id-other-body' });
		expect(await problems(db)).toEqual([]);
	});

	test('D3: twice at the same moment is once', async () => {
		const { db, ada } = await house();
		const naming = { ...command(ada), tier: 'gold' };
		const both = await Promise.all([
			nameMember(db, naming, actor, noon('2025-04-01')),
			nameMember(db, naming, actor, noon('2025-04-01'))
		]);
		expect(both[0]).toEqual(both[1]);
		expect((await rows(db)).grants).toHaveLength(1);
		const others = await Promise.allSettled([
			lendTier(db, { ...command(ada), tier: 'gold' }, actor, noon('2025-04-01')),
			nameMember(db, { ...command(ada), tier: 'gold' }, actor, noon('2025-04-01'))
		]);
		expect(others.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
	});

	test('D3: a card gives its tier and its nights as a gift, which never roll', async () => {
		const { db, ada } = await house();
		await sellCard(db, { ...command(ada), card: 'silver-card' }, actor, noon('2025-04-01'));
		expect(await tierOn(db, ada, '2025-04-01')).toBe('silver');
		await stay(db, ada, '2025-05-01', '2025-05-17');
		expect(await tierOn(db, ada, '2025-05-17')).toBe('gold');
		await review(db, '2026-01-01');
		const { credits } = await rows(db);
		expect(credits.map(({ basis, amount, cause }) => [basis, amount, cause]).sort()).toEqual([
			['gifted', 5, 'card silver-card'],
			['real', 1, null],
			['real', 16, null]
		]);
		expect(await problems(db)).toEqual([]);
	});

	test('D3: a lent tier ends with its days, unless its needs were met', async () => {
		const { db, ada, bob } = await house();
		for (const one of [ada, bob])
			await lendTier(db, { ...command(one), tier: 'gold' }, actor, noon('2025-04-01'));
		await stay(db, ada, '2025-04-10', '2025-04-16');
		await stay(db, bob, '2025-04-10', '2025-04-15');
		expect(await tierOn(db, bob, '2025-05-30')).toBe('gold');
		await review(db, '2025-05-31');
		expect(await tierOn(db, ada, '2025-05-31')).toBe('gold');
		expect(await tierOn(db, ada, '2026-12-31')).toBe('gold');
		expect(await tierOn(db, bob, '2025-05-31')).toBe('member');
		expect(await problems(db)).toEqual([]);
	});

	test('D3: an id of another member, a tier nobody is named to, no reason: nothing is written', async () => {
		const { db, ada, bob } = await house();
		const naming = { ...command(ada), tier: 'gold' };
		await nameMember(db, naming, actor, noon('2025-04-01'));
		const before = await rows(db);
		const asking = (more: object) =>
			nameMember(db, { ...command(bob), tier: 'gold', ...more }, actor, noon('2025-04-01'));
		await expect(asking({ id: naming.id })).rejects.toMatchObject({ code: 'not-found' });
		await expect(asking({ tier: 'silver' })).rejects.toMatchObject({ code: 'not-found' });
		await expect(asking({ memberId: newId() })).rejects.toMatchObject({ code: 'not-found' });
		await expect(asking({ why: ' ' })).rejects.toMatchObject({ code: 'invalid' });
		await expect(
			sellCard(db, { ...command(bob), card: 'gold-card' }, actor, noon('2025-04-01'))
		).rejects.toMatchObject({ code: 'not-found' });
		expect(await rows(db)).toEqual(before);
	});
});
