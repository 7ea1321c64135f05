import { days_ahead_max, problemOfRate, type RateField } from '#lib/domain/exchange/rate.ts';
import type { Rate } from '#lib/domain/exchange/rate.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Actor } from '../audit/queries.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { fitMapping, plainMapping, type Row } from '../import/mapping.ts';
import { readCsv, type CsvSource } from '../import/read-csv.ts';
import { readToday } from '../programme/read-programme.ts';
import { addRates } from './add-rates.ts';
import { keyOf } from './queries.ts';

const columns = ['base', 'quote', 'day', 'rate'] as const;
const rates_per_transaction = 500;

const reasons: Record<RateField, string> = {
	base: 'base is not a currency code such as EUR',
	quote: 'quote is not another currency code such as EUR',
	day: `day is not a date of the form 2025-12-31 at most ${days_ahead_max} days ahead`,
	rate: 'rate is not a number above 0 such as 7.1234, with at most 12 digits before and 9 after the point'
};

export interface ImportRates {
	readonly file: CsvSource;
	readonly encoding?: string | undefined;
	readonly actor: Actor;
	/** Why rates that are known change; without it they stay, and their rows are refused. */
	readonly why?: string | undefined;
}

export interface ImportedRates {
	/** The sum of the four counts. */
	readonly rows: number;
	readonly created: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly rejected: number;
	readonly errors: readonly { readonly line: number; readonly reason: string }[];
}

/**
 * Takes in a CSV file of rates with the columns base, quote, day and rate. Good rows are kept, bad ones
 * said by line; the same file again changes nothing. Refused as a whole: `file-unreadable`,
 * `columns-missing`.
 */
export async function importRates(
	db: Db,
	{ file, encoding, actor, why }: ImportRates,
	clock: Clock
): Promise<ImportedRates> {
	const today = await readToday(db, clock());
	let read: ((cells: readonly string[]) => Row) | undefined;
	let waiting = new Map<string, { readonly line: number; readonly rate: Rate }>();
	const errors: { line: number; reason: string }[] = [];
	const counts = { created: 0, changed: 0, unchanged: 0 };

	const add = async () => {
		const rows = [...waiting.values()];
		waiting = new Map();
		const results = await addRates(
			db,
			rows.map(({ rate }) => rate),
			{ actor, why },
			clock()
		);
		for (const [at, result] of results.entries()) {
			if (result.outcome === 'known')
				errors.push({ line: rows[at]!.line, reason: `is known as ${result.rate}` });
			else counts[result.outcome]++;
		}
	};

	for await (const records of readCsv(file, encoding)) {
		for (const record of records) {
			if (!read) {
				read = fitMapping(plainMapping, record.cells.map(lower), columns, columns);
				continue;
			}
			const { line } = record;
			if ('problem' in record) {
				errors.push({ line, reason: record.problem });
				continue;
			}
			const rate = toRate(read(record.cells));
			const problem = problemOfRate(rate, today);
			if (problem) {
				errors.push({ line, reason: reasons[problem] });
				continue;
			}
			if (waiting.has(keyOf(rate)) || waiting.size >= rates_per_transaction) await add();
			waiting.set(keyOf(rate), { line, rate });
		}
	}
	if (!read) throw new Refusal('file-unreadable', { why: 'it is empty' });
	await add();
	errors.sort((one, other) => one.line - other.line);
	const rejected = errors.length;
	const { created, changed, unchanged } = counts;
	return { rows: created + changed + unchanged + rejected, ...counts, rejected, errors };
}

const lower = (cell: string) => cell.trim().toLowerCase();

function toRate({ base = '', quote = '', day = '', rate = '' }: Row): Rate {
	return { base, quote, day, rate };
}
