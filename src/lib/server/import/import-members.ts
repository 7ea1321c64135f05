import { z } from 'zod';
import { isPlainDate } from '#lib/domain/calendar.ts';
import { isMemberNumber } from '#lib/domain/members/number.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../db/database.ts';
import { enrolMembers, type Enrolment } from '../members/enrol-members.ts';
import { fitMapping, plainMapping, type Row } from './mapping.ts';
import type { RejectedRow } from './queries.ts';
import { readCsv } from './read-csv.ts';
import { reasonOf } from './reason.ts';

const name = z
	.string('is missing')
	.trim()
	.min(1, 'is missing')
	.max(100, 'is longer than 100 characters')
	.refine((value) => !/[\p{Cc}\ufffd]/u.test(value), 'has a character that cannot be read');

const MemberRow = z.object({
	member_number: z
		.string('is missing')
		.refine(isMemberNumber, 'is not a member number (ten digits with a check digit)'),
	given_name: name,
	family_name: name,
	email: z.email('is not an e-mail address').max(254),
	locale: z
		.string()
		.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'is not a locale such as en')
		.default('en'),
	joined_on: z.string('is missing').refine(isPlainDate, 'is not a date of the form 2025-12-31')
});

const columns = Object.keys(MemberRow.shape);
const required = columns.filter((column) => column !== 'locale');

export interface ImportedMembers {
	readonly rows: number;
	readonly created: number;
	readonly unchanged: number;
	readonly rejected: number;
	readonly errors: readonly RejectedRow[];
}

const rows_per_transaction = 1_000;

/** Takes in a CSV file of members; who is there already, by number, stays as they are. */
export async function importMembers(
	db: Db,
	{ file, encoding }: { file: string; encoding?: string | undefined },
	clock: Clock
): Promise<ImportedMembers> {
	let read: ((cells: readonly string[]) => Row) | undefined;
	let waiting: { line: number; member: Enrolment }[] = [];
	const errors: RejectedRow[] = [];
	const counts = { created: 0, unchanged: 0 };

	const enrol = async () => {
		const results = await enrolMembers(
			db,
			waiting.map(({ member }) => member),
			clock()
		);
		for (const [at, result] of results.entries()) {
			if (result.outcome === 'rejected')
				errors.push({ line: waiting[at]!.line, reason: result.reason });
			else counts[result.outcome]++;
		}
		waiting = [];
	};

	for await (const records of readCsv(file, encoding)) {
		for (const record of records) {
			if (!read) {
				read = fitMapping(plainMapping, record.cells, columns, required);
				continue;
			}
			const { line } = record;
			if ('problem' in record) {
				errors.push({ line, reason: record.problem });
				continue;
			}
			const result = MemberRow.safeParse(read(record.cells));
			if (result.success) waiting.push({ line, member: toEnrolment(result.data) });
			else errors.push({ line, reason: reasonOf(result.error) });
			if (waiting.length >= rows_per_transaction) await enrol();
		}
	}
	if (!read) throw new Refusal('file-unreadable', { why: 'it is empty' });
	await enrol();
	errors.sort((one, other) => one.line - other.line);
	const rejected = errors.length;
	return { rows: counts.created + counts.unchanged + rejected, ...counts, rejected, errors };
}

function toEnrolment(row: z.infer<typeof MemberRow>): Enrolment {
	return {
		number: row.member_number,
		givenName: row.given_name,
		familyName: row.family_name,
		email: row.email,
		locale: row.locale,
		joinedOn: row.joined_on
	};
}
