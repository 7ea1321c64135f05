import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import { netPromoter, recommendClass } from '#lib/domain/surveys/net-promoter.ts';
import type { Db } from '#lib/server/db/database.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { readScores } from '#lib/server/surveys/read-scores.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-20T09:00:00.000Z';
const day_ms = 86_400_000;

interface Said {
	readonly property: string;
	readonly channel: string;
	/** Days before now. */
	readonly ago: number;
	readonly answers: Readonly<Record<string, string>>;
}

onBothDatabases((open) => {
	async function house(count: number) {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY', 'COAST']);
		return { db, people: await enrol(db, count) };
	}

	async function asked(db: Db, who: Person, { property, channel, ago }: Omit<Said, 'answers'>) {
		const at = addMilliseconds(now, -ago * day_ms);
		const departure = at.slice(0, 10);
		const arrival = addMilliseconds(at, -day_ms).slice(0, 10);
		const stay = stayOf(who, { property, channel, arrival, departure, updatedAt: at });
		const [recorded] = await recordStays(db, [stay], at, { quiet: true });
		if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
		return { at, ...(await askAbout(db, who.id, recorded.stayId, at)) };
	}

	async function say(db: Db, who: Person, said: Said) {
		const { at, token } = await asked(db, who, said);
		await submitResponse(db, { token }, said.answers, at);
	}

	test('H4: the scores of a month, house, tier, kind of guest and channel are those of their responses', async () => {
		const { db, people } = await house(12);
		const given = fc.sample(
			fc.record({
				who: fc.nat({ max: people.length - 1 }),
				property: fc.constantFrom('CITY', 'COAST'),
				channel: fc.constantFrom('direct', 'ota', 'phone'),
				location: fc.constantFrom('1', '2', '3', '4', '5'),
				recommend: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined })
			}),
			{ numRuns: 40, seed: 4 }
		);
		for (const [at, { who, location, recommend, ...one }] of given.entries()) {
			const answers = { location, ...(recommend !== undefined && { recommend: `${recommend}` }) };
			await say(db, people[who]!, { ...one, ago: (given.length - at) * 7, answers });
		}
		const rows = await db
			.selectFrom('survey_response')
			.innerJoin('property', 'property.id', 'survey_response.property_id')
			.selectAll('survey_response')
			.select('property.code')
			.execute();
		const expected = (of: typeof rows) => {
			const classes = of.flatMap(({ recommend }) =>
				recommend === null ? [] : [recommendClass(recommend)]
			);
			const count = (one: string) => classes.filter((each) => each === one).length;
			const sum = of.reduce((total, { index_micro }) => total + (index_micro ?? 0), 0);
			return {
				n: of.length,
				index: { score: sum / of.length / 1e6, n: of.length },
				netPromoter: netPromoter({
					promoters: count('promoter'),
					passives: count('passive'),
					detractors: count('detractor')
				})
			};
		};
		const keys = {
			property: (row: (typeof rows)[number]) => row.code,
			tier: (row: (typeof rows)[number]) => row.tier ?? '',
			guest: (row: (typeof rows)[number]) => row.guest ?? '',
			channel: (row: (typeof rows)[number]) => row.channel ?? ''
		};
		const narrowed: Record<string, string>[] = [
			...[{}, { property: 'CITY' }, { period: '3' }, { guest: 'returning' }]
		];
		for (const filters of narrowed) {
			const { property, period, guest } = filters;
			const chosen = rows.filter(
				(row) =>
					(property === undefined || row.code === property) &&
					(guest === undefined || row.guest === guest) &&
					(period === undefined || (row.submitted_at ?? '') >= '2025-02-01')
			);
			expect(chosen.length).toBeGreaterThan(5);
			const { by } = await readScores(db, filters, now);
			for (const { by: name, groups } of by) {
				const found = Map.groupBy(chosen, keys[name]);
				expect(groups.map(({ id }) => id).toSorted()).toEqual([...found.keys()].toSorted());
				for (const { id, ...group } of groups) expect(group).toEqual(expected(found.get(id)!));
			}
			const all = await readResults(db, filters, now);
			const { n, ...scores } = expected(chosen);
			expect(all).toMatchObject({ ...scores, asked: { submitted: n } });
			const months = Map.groupBy(chosen, ({ submitted_at }) => (submitted_at ?? '').slice(0, 7));
			expect(all.months.map(({ month }) => month)).toEqual([...months.keys()].toSorted());
			for (const { month, ...rest } of all.months) {
				const { index, netPromoter } = expected(months.get(month)!);
				expect(rest).toEqual({ index, netPromoter });
			}
		}
	});

	test('H4: a guest is new at the first stay and returning from the second on', async () => {
		const { db, people } = await house(1);
		const stay = { property: 'CITY', channel: 'web', answers: { location: '5' } };
		await say(db, people[0]!, { ...stay, ago: 40 });
		await say(db, people[0]!, { ...stay, ago: 9, channel: 'phone' });
		const rows = await db
			.selectFrom('survey_response')
			.select(['guest', 'channel'])
			.orderBy('submitted_at')
			.execute();
		expect(rows).toEqual([
			{ guest: 'new', channel: 'web' },
			{ guest: 'returning', channel: 'phone' }
		]);
		const choices = await readScores(db, {}, now);
		expect(choices.channels).toEqual(['phone', 'web']);
	});

	test('H4: many who send at once are each counted once, also when they send it twice', async () => {
		const { db, people } = await house(16);
		const stay = { property: 'CITY', channel: 'direct', ago: 3 };
		const links = [];
		for (const who of people) links.push(await asked(db, who, stay));
		const answers = { location: '5', traffic: '4', recommend: '9', staff: '5' };
		await Promise.all(
			[...links, ...links].map(({ token, at }) => submitResponse(db, { token }, answers, at))
		);
		const { index, netPromoter, asked: counted } = await readResults(db, {}, now);
		expect([index?.n, netPromoter?.n, counted]).toEqual([16, 16, { invited: 16, submitted: 16 }]);
	});

	test('H4: few answers are marked as few from one to twenty-nine', async () => {
		const { db, people } = await house(30);
		for (const [at, who] of people.entries()) {
			if (at === 29) {
				const { netPromoter } = await readResults(db, {}, now);
				expect(netPromoter).toMatchObject({ n: 29, small: true });
			}
			const said = { property: 'CITY', channel: 'web', ago: 2, answers: { recommend: '10' } };
			await say(db, who, said);
		}
		expect((await readResults(db, {}, now)).netPromoter).toMatchObject({ n: 30, small: false });
	});

	test('H4: what is not a period narrows nothing, and who was asked is not known by tier', async () => {
		const { db, people } = await house(1);
		await say(db, people[0]!, {
			...{ property: 'CITY', channel: 'web', ago: 300, answers: { location: '5' } }
		});
		const submitted = async (filters: Record<string, string>) =>
			(await readResults(db, filters, now)).asked;
		expect(await submitted({ period: 'x' })).toEqual({ invited: 1, submitted: 1 });
		expect(await submitted({ period: '3' })).toEqual({ invited: 0, submitted: 0 });
		expect(await submitted({ guest: 'new' })).toEqual({ invited: undefined, submitted: 1 });
	});
});
