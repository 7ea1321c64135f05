import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { onBothDatabases } from './databases.ts';
import {
	build,
	enrol,
	plainVersion,
	publish,
	silentVersion,
	stayOf,
	type Person
} from './model/house.ts';

const now = '2026-06-01T00:00:00.000Z';

interface Word {
	day: number;
	nights: number;
	cents: number;
	cancelled: boolean;
}

const wordWithin = (days: number) =>
	fc.record({
		day: fc.nat({ max: days }),
		nights: fc.nat({ max: 9 }),
		cents: fc.nat({ max: 20_000 }),
		cancelled: fc.boolean()
	});
const scriptWithin = (days: number) =>
	fc.record({
		first: fc.array(wordWithin(days), { minLength: 1, maxLength: 6 }),
		// New words about some of them, and more stays.
		second: fc.array(fc.record({ which: fc.nat({ max: 8 }), word: wordWithin(days) }), {
			maxLength: 6
		})
	});
// Spread over two years, and so close that they cover one another's nights.
const script = fc.oneof(scriptWithin(700), scriptWithin(14));

const short = { day: 0, nights: 0, cents: 0, cancelled: false };
/** The third stay leaves a night to one that is heard of only after the first was priced. */
const nightBetween = {
	first: [short, short, { ...short, day: 1, nights: 2 }, { ...short, nights: 2 }, short],
	second: [
		{ which: 0, word: { ...short, day: 11, cents: 40 } },
		{ which: 3, word: { ...short, day: 3, nights: 8 } },
		{ which: 2, word: { ...short, day: 3, nights: 9 } }
	]
};

onBothDatabases((open, dialect) => {
	test.for([
		['lot', plainVersion],
		['silence', silentVersion]
	] as const)(
		'M2: stays and corrections in one go end as one by one in their order (points end by %s)',
		{ timeout: 300_000 },
		async ([, version]) => {
			const db = await open();
			await publish(db, version);
			await build(db);
			await fc.assert(
				fc.asyncProperty(script, async ({ first, second }) => {
					const [ada, bob] = await enrol(db, 2);
					const latest = new Map(second.map(({ which, word }) => [which, word]));
					const wordsOf = (person: Person): [StayIn[], StayIn[]] => [
						first.map((word, at) => toStay(person, at, word, 1)),
						[...latest].map(([at, word]) => toStay(person, at, word, 2))
					];
					for (const batch of wordsOf(ada!)) await recordStays(db, batch, now, { quiet: true });
					for (const batch of wordsOf(bob!))
						for (const stay of batch.toSorted(inOrder))
							await recordStays(db, [stay], now, { quiet: true });
					expect(await look(db, ada!)).toEqual(await look(db, bob!));
				}),
				{ numRuns: dialect === 'sqlite' ? 120 : 40, examples: [[nightBetween]] }
			);
			expect((await verifyLedger(db)).problems).toEqual([]);
		}
	);
});

function toStay(person: Person, at: number, word: Word, revision: number): StayIn {
	const arrival = dayAfter('2024-02-01', word.day);
	const departure = dayAfter(arrival, word.nights);
	return stayOf(person, {
		stayId: `${person.number} ${at}`,
		status: word.cancelled ? 'cancelled' : 'checked_out',
		arrival,
		departure,
		folio: word.cents === 0 ? [] : [{ class: 'room', amountMinor: word.cents, on: departure }],
		updatedAt: `2026-05-0${revision}T00:00:00.000Z`
	});
}

function inOrder(one: StayIn, other: StayIn): number {
	const key = (stay: StayIn) => `${stay.departure} ${stay.arrival} ${stay.stayId}`;
	return key(one) < key(other) ? -1 : 1;
}

async function look(db: Db, { id }: Person) {
	const entries = await db
		.selectFrom('entry')
		.select(['sequence', 'kind', 'points', 'debt_change', 'effective_on'])
		.where('member_id', '=', id)
		.orderBy('sequence')
		.execute();
	const credits = await db
		.selectFrom('credit')
		.select(['kind', 'counts_on', ({ fn }) => fn.sum<number>('amount').as('amount')])
		.where('member_id', '=', id)
		.groupBy(['kind', 'counts_on'])
		.orderBy('counts_on')
		.orderBy('kind')
		.execute();
	const stays = await db
		.selectFrom('stay')
		.select(['arrival', 'status', 'revision', 'no_points_because'])
		.where('member_id', '=', id)
		.orderBy('source_id')
		.execute();
	return {
		entries,
		credits: credits.map((one) => ({ ...one, amount: Number(one.amount) })),
		stays
	};
}

function dayAfter(date: string, days: number): string {
	return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}
