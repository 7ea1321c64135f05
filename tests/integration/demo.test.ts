import { expect, test, vi } from 'vitest';
import { fillDemo } from '#lib/server/demo/fill-demo.ts';
import { guestEmail } from '#lib/server/demo/generate.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { publishProgramme } from '#lib/server/programme/publish.ts';
import { readTemplate } from '#lib/domain/programme/templates.ts';
import type { Db } from '#lib/server/db/database.ts';
import { onBothDatabases } from './databases.ts';

// Processes and fills are slow on a busy machine, which is no fault of theirs.
vi.setConfig({ testTimeout: 180_000 });

const members = 120;
const now = '2026-03-18T09:00:00.000Z';
const clock = () => now;

/** Written from the requirements, not from the engine: exact fractions as pairs of whole numbers. */
type Ratio = readonly [bigint, bigint];

function ratio(text: string): Ratio {
	const [whole = '0', over] = text.split('/');
	const [units = '0', decimals = ''] = whole.split('.');
	return [BigInt(units + decimals), 10n ** BigInt(decimals.length) * BigInt(over ?? 1)];
}

const times = (...all: Ratio[]): Ratio =>
	all.reduce(([n, d], [m, e]) => [n * m, d * e], [1n, 1n] as Ratio);
const divided = (one: Ratio, [n, d]: Ratio): Ratio => times(one, [d, n]);
const floor = ([n, d]: Ratio): bigint => n / d;

interface StayReasons {
	readonly kind: 'stay';
	readonly tier: { readonly bonus: string };
	readonly rounding: { readonly mode: string; readonly at: string };
	readonly lines: readonly {
		readonly as: string;
		readonly eligible: string;
		readonly points: string;
		readonly per: string;
	}[];
}

/** Meridian rounds down, each line and each line's bonus by itself. */
function pointsOfStay({ tier, rounding, lines }: StayReasons): number {
	expect(rounding).toEqual({ mode: 'floor', at: 'line' });
	let points = 0n;
	for (const line of lines) {
		const base = floor(divided(times(ratio(line.eligible), ratio(line.points)), ratio(line.per)));
		points += base;
		if (line.as === 'base') points += floor(times([base, 1n], ratio(tier.bonus)));
	}
	return Number(points);
}

async function fill(db: Db) {
	return fillDemo(db, clock, { members });
}

async function counted(db: Db) {
	const tables = ['member', 'stay', 'stay_revision', 'entry', 'credit', 'staff', 'outbox'] as const;
	const all = tables.map((table) =>
		db
			.selectFrom(table)
			.select(({ fn }) => fn.countAll().as('rows'))
			.executeTakeFirstOrThrow()
	);
	const rows = await Promise.all(all);
	return Object.fromEntries(tables.map((table, at) => [table, Number(rows[at]?.rows)]));
}

async function expectReasonsToSuffice(db: Db): Promise<void> {
	const entries = await db.selectFrom('entry').select(['kind', 'points', 'reasons']).execute();
	expect(entries.length).toBeGreaterThan(500);
	const kinds = new Set<string>();
	for (const { points, reasons } of entries) {
		const why = JSON.parse(reasons) as Record<string, unknown> & { kind: string };
		kinds.add(why.kind);
		switch (why.kind) {
			case 'stay':
				expect(pointsOfStay(why as unknown as StayReasons)).toBe(points);
				break;
			case 'expiry': {
				const lots = why['lots'] as { points: number }[];
				expect(-lots.reduce((sum, lot) => sum + lot.points, 0)).toBe(points);
				break;
			}
			case 'spend':
				expect(-Number(why['points'])).toBe(points);
				break;
			case 'return':
			case 'award':
			case 'given':
				expect(Number(why['points'])).toBe(points);
				break;
			case 'reversal':
				expect(Number(why['lapsed']) + Number(why['waived']) - Number(why['points'])).toBe(points);
				break;
			default:
				expect.unreachable(why.kind);
		}
	}
	expect([...kinds].sort()).toEqual([
		'award',
		'expiry',
		'given',
		'return',
		'reversal',
		'spend',
		'stay'
	]);
}

async function expectAnInterestingGuest(db: Db): Promise<void> {
	const { id } = await db
		.selectFrom('member')
		.innerJoin('member_identity as identity', 'identity.member_id', 'member.id')
		.select('member.id')
		.where('email', '=', guestEmail)
		.executeTakeFirstOrThrow();
	const stays = await db.selectFrom('stay').selectAll().where('member_id', '=', id).execute();
	const kinds = ['booked', 'cancelled', 'checked_out', 'no_show'];
	expect([...new Set(stays.map(({ status }) => status))].sort()).toEqual(kinds);
	expect(stays.filter((stay) => stay.no_points_because?.includes('channel'))).toHaveLength(1);
	expect(stays.filter((stay) => stay.nights === 0)).toHaveLength(1);
	const account = await db
		.selectFrom('account')
		.select('balance')
		.where('member_id', '=', id)
		.executeTakeFirstOrThrow();
	expect(account.balance).toBeGreaterThan(10_000);
	const tiers = await db
		.selectFrom('tier_grant')
		.select('tier')
		.where('member_id', '=', id)
		.where('valid_to', '>', now.slice(0, 10))
		.execute();
	expect(tiers.map(({ tier }) => tier)).toContain('gold');
	const bought = db.selectFrom('redemption').select('status').where('member_id', '=', id);
	const states = (await bought.execute()).map(({ status }) => status);
	expect([...new Set(states)].sort()).toEqual(['cancelled', 'issued', 'used']);
	const goodwill = await db.selectFrom('case_goodwill').select(['status', 'points']).execute();
	expect(goodwill).toContainEqual({ status: 'given', points: 1_000 });
	expect(goodwill).toContainEqual({ status: 'asked', points: 8_000 });
	const asked = db.selectFrom('survey_response').select('status').where('member_id', '=', id);
	expect((await asked.execute()).map(({ status }) => status)).toContain('invited');
	const wishes = await db
		.selectFrom('preference')
		.selectAll()
		.where('member_id', '=', id)
		.execute();
	expect(new Set(wishes.map(({ property_id }) => property_id)).size).toBe(2);
}

onBothDatabases((open, dialect) => {
	test('C7 C2 G1: the demo is a sound house whose every entry follows from its reasons', async () => {
		const db = await open();
		expect(await fill(db)).toBe('filled');
		await expectReasonsToSuffice(db);
		expect((await verifyLedger(db)).problems).toEqual([]);
		await expectAnInterestingGuest(db);

		const before = await counted(db);
		expect(before).toMatchObject({ member: members + 2, staff: 3 });
		expect(await fill(db)).toBe('already');
		expect(await counted(db)).toEqual(before);
	});

	// Nothing of this one depends on the database, and it is the longest.
	if (dialect === 'sqlite')
		test('P5: a fill that was broken off is completed by the next start', async () => {
			const db = await open();
			let said = 0;
			const breaksOff = () => {
				if (++said === 5) throw new Error('the power went');
			};
			await expect(fillDemo(db, clock, { members, say: breaksOff })).rejects.toThrow('the power');
			expect(await fill(db)).toBe('filled');

			const whole = await open();
			await fill(whole);
			const { member, stay, staff } = await counted(whole);
			expect(await counted(db)).toMatchObject({ member, stay, staff });
			expect((await verifyLedger(db)).problems).toEqual([]);
		});

	test('P5: a house with a programme of its own is left alone', async () => {
		const db = await open();
		const actor = { kind: 'system', id: 'cli' } as const;
		await publishProgramme(db, readTemplate('pearl'), '2026-03-18', actor, now);
		expect(await fill(db)).toBe('not-ours');
		expect(await counted(db)).toMatchObject({ member: 0, stay: 0, staff: 0 });
	});
});
