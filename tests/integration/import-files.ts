import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import type { Db } from '#lib/server/db/database.ts';
import {
	importStays,
	type ImportResult,
	type ImportStays
} from '#lib/server/import/import-stays.ts';
import { enrolMembers } from '#lib/server/members/enrol-members.ts';
import { publishProgramme } from '#lib/server/programme/publish.ts';
import { addProperty } from '#lib/server/stays/properties.ts';
import { meridianInEuro } from '../../scripts/data/bookings.ts';

export const now = '2026-03-01T09:00:00.000Z';
export const actor = { kind: 'system', id: 'test' } as const;

export const ada = '1000000005';
export const ben = '2000000003';
/** A member since 2021. */
export const cai = '4000000006';

/** Meridian in EUR, one property, and three members. */
export async function setUpHouse(db: Db): Promise<void> {
	await publishProgramme(db, meridianInEuro(), '2026-03-01', actor, now);
	await addProperty(
		db,
		{
			code: 'CITY',
			name: { en: 'City Hotel' },
			timeZone: 'Europe/Lisbon',
			currency: 'EUR',
			brand: 'standard'
		},
		actor,
		now
	);
	const member = { locale: 'en', joinedOn: '2024-01-01', verifiedAt: now };
	await enrolMembers(
		db,
		[
			{ ...member, number: ada, givenName: 'Ada', familyName: 'Abbot', email: 'ada@example.com' },
			{ ...member, number: ben, givenName: 'Ben', familyName: 'Müller', email: 'ben@example.com' },
			{
				...member,
				number: cai,
				givenName: 'Cai',
				familyName: 'Chen',
				email: 'cai@example.com',
				joinedOn: '2021-01-01'
			}
		],
		now
	);
}

export const columns = [
	'source',
	'stay_id',
	'property',
	'member_number',
	'email',
	'last_name',
	'status',
	'booked_on',
	'arrival',
	'departure',
	'rooms',
	'adults',
	'children',
	'room_type',
	'rate_plan',
	'channel',
	'currency',
	'room_amount',
	'food_amount',
	'spa_amount',
	'other_amount',
	'award_nights',
	'updated_at'
] as const;
export type Column = (typeof columns)[number];
export type Cells = Partial<Record<Column, string>>;

const good: Cells = {
	source: 'pms',
	property: 'CITY',
	member_number: ada,
	status: 'checked_out',
	arrival: '2025-05-01',
	departure: '2025-05-03',
	rooms: '1',
	adults: '2',
	currency: 'EUR',
	room_amount: '200.00',
	updated_at: '2025-05-03T10:00:00Z'
};

let made = 0;

/** A good row, changed where `cells` says; every one has its own stay id unless given. */
export function row(cells: Cells = {}): string {
	const all = { ...good, stay_id: `S${++made}`, ...cells };
	return columns.map((column) => quoted(all[column] ?? '')).join(',');
}

export const header = columns.join(',');

export function quoted(cell: string): string {
	return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

export async function folder(): Promise<string> {
	const made = await mkdtemp(path.join(tmpdir(), 'stayward-import-'));
	onTestFinished(() => rm(made, { recursive: true, force: true }));
	return made;
}

export async function importText(
	db: Db,
	content: string | Buffer,
	more: Partial<ImportStays> = {}
): Promise<ImportResult & { file: string }> {
	const file = path.join(await folder(), 'stays.csv');
	await writeFile(file, content);
	return { ...(await importStays(db, { file, ...more }, () => now)), file };
}
