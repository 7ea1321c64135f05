import { readFile } from 'node:fs/promises';
import { addDays, dayNumber } from '../../src/lib/domain/calendar.ts';
import {
	programmeOf,
	type ProgrammeFile
} from '../../src/lib/domain/programme/programme.ts';
import { readTemplate, type TemplateName } from '../../src/lib/domain/programme/templates.ts';
import type { Db } from '../../src/lib/server/db/database.ts';
import { addRates } from '../../src/lib/server/exchange/add-rates.ts';
import { importMembers } from '../../src/lib/server/import/import-members.ts';
import { importStays, type ImportResult } from '../../src/lib/server/import/import-stays.ts';
import { parseMapping } from '../../src/lib/server/import/save-mapping.ts';
import { runWhatIsDue } from '../../src/lib/server/jobs/schedule.ts';
import { verifyLedger } from '../../src/lib/server/ledger/verify.ts';
import { makeLog } from '../../src/lib/server/log.ts';
import { publishProgramme } from '../../src/lib/server/programme/publish.ts';
import { dryRun, type DryRun } from '../../src/lib/server/replay/dry-run.ts';
import { addProperty } from '../../src/lib/server/stays/properties.ts';
import { clock, type Prepared } from './bookings.ts';
import { agrees, balanceOfAll, tiersOn, type TierCounts } from './replay-compare.ts';

/** The shipped programmes that count stays, and which of their classes the two hotels are. */
export const brandsOf = {
	meridian: ['standard', 'residence'],
	harbour: ['standard', 'suburban'],
	summit: ['standard', 'standard'],
	orchard: ['standard', 'extended'],
	atlas: ['standard', 'economy'],
	lotus: ['standard', 'standard'],
	bamboo: ['standard', 'standard'],
	pearl: ['city', 'city']
} as const satisfies Partial<Record<TemplateName, readonly [city: string, resort: string]>>;

export type Replayable = keyof typeof brandsOf;

/** The day after the last booking, and then when everything that lapses or ends has done so. */
const ends = [clock, '2018-03-01T09:00:00.000Z', '2021-09-15T09:00:00.000Z'] as const;

export interface UnderProgramme {
	readonly programme: Replayable;
	readonly currency: string;
	readonly brands: Readonly<Record<string, string>>;
	readonly imported: Pick<ImportResult, 'rows' | 'created' | 'rejected'>;
	/** What the replay of the same stays gives, and whether the ledger has the same. */
	readonly replay: { readonly agrees: boolean; readonly given: DryRun };
	readonly after: readonly AfterJobs[];
	readonly seconds: Readonly<Record<string, number>>;
}

interface AfterJobs {
	readonly on: string;
	readonly members: number;
	readonly entries: number;
	readonly balance: number;
	/** Of those who have a stay. */
	readonly tiers: TierCounts;
	/** Errors that jobs ended with. */
	readonly errors: number;
	/** What `ledger verify` found wrong. */
	readonly problems: number;
	readonly firstProblem?: unknown;
}

/**
 * Imports the prepared bookings into an empty database under a shipped programme as it is, lets all
 * its jobs run at several ends of time, and looks whether the ledger is sound after each.
 */
export async function underProgramme(
	db: Db,
	name: Replayable,
	prepared: Prepared
): Promise<UnderProgramme> {
	const seconds: Record<string, number> = {};
	const timed = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
		const start = performance.now();
		const done = await work();
		const took = (performance.now() - start) / 1000;
		seconds[what] = Number(((seconds[what] ?? 0) + took).toFixed(1));
		return done;
	};
	const file = readTemplate(name) as ProgrammeFile;
	const programme = programmeOf(file);
	const { currency } = file.versions[0];
	await setUp(db, name, currency, prepared);
	const mapping = parseMapping(await readFile(prepared.mapping, 'utf8'));
	const { rows, created, rejected } = await timed('import', () =>
		importStays(db, { file: prepared.bookings, mapping }, () => clock)
	);
	const after: AfterJobs[] = [];
	let replay: UnderProgramme['replay'] | undefined;
	for (const end of ends) {
		const errors = await timed('jobs', () => runJobs(db, end));
		const { members, entries, problems } = await timed('verify', () => verifyLedger(db));
		const on = end.slice(0, 10);
		const [firstProblem] = problems;
		const balance = await balanceOfAll(db);
		const tiers = await tiersOn(db, programme, on);
		const found = { problems: problems.length, firstProblem };
		after.push({ on, members, entries, balance, tiers, errors, ...found });
		if (end === clock) {
			const days = { from: '2014-01-01', to: on };
			const given = await timed('replay', () => dryRun(db, programme, days));
			replay = { agrees: await agrees(db, given, tiers), given };
		}
	}
	const [city, resort] = brandsOf[name];
	const brands = { CITY: city, RESORT: resort };
	const imported = { rows, created, rejected };
	return { programme: name, currency, brands, imported, replay: replay!, after, seconds };
}

async function setUp(db: Db, name: Replayable, currency: string, prepared: Prepared) {
	const actor = { kind: 'system', id: 'cli' } as const;
	await publishProgramme(db, readTemplate(name), undefined, actor, clock);
	const [city, resort] = brandsOf[name];
	const place = { timeZone: 'Europe/Lisbon', currency: 'EUR' };
	const hotels = [
		{ code: 'CITY', name: { en: 'City Hotel' }, brand: city },
		{ code: 'RESORT', name: { en: 'Resort Hotel' }, brand: resort }
	];
	for (const hotel of hotels) await addProperty(db, { ...place, ...hotel }, actor, clock);
	await importMembers(db, { file: prepared.members }, () => clock);
	if (currency === 'EUR') return;
	const rates = madeUpRates(currency);
	for (let at = 0; at < rates.length; at += 500)
		await addRates(db, rates.slice(at, at + 500), { actor }, clock);
}

/** The bookings are in euro; what a dollar or a yuan bought of it is made up, another each day. */
function madeUpRates(base: string) {
	const middle = base === 'CNY' ? 1_300 : 9_000;
	const [from, to] = [dayNumber('2015-06-01'), dayNumber(clock.slice(0, 10))];
	return Array.from({ length: to - from + 1 }, (_, at) => {
		const rate = String(middle + ((from + at) * 37) % 101).padStart(5, '0');
		return {
			base,
			quote: 'EUR',
			day: addDays('2015-06-01', at),
			rate: `${rate.slice(0, -4)}.${rate.slice(-4)}`
		};
	});
}

async function runJobs(db: Db, end: string): Promise<number> {
	const errors: unknown[] = [];
	const log = makeLog('silent');
	log.error = ((facts: unknown) => void errors.push(facts)) as typeof log.error;
	await runWhatIsDue(db, () => end, log);
	for (const error of errors) console.error(error);
	return errors.length;
}
