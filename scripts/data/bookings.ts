import { createHash } from 'node:crypto';
import { readFile, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { addDays } from '../../src/lib/domain/calendar.ts';
import { readTemplate } from '../../src/lib/domain/programme/templates.ts';
import { makePeople, type Person } from '../../src/lib/server/demo/people.ts';
import { Random } from '../../src/lib/server/demo/random.ts';

/**
 * Prepares the hotel booking demand data set (Antonio, de Almeida, Nunes, Data in Brief 22, 2019,
 * CC BY 4.0) for the import. It names no guests, so members are made up here: a seeded generator deals
 * the rows out to them with a rank-size spread. Only the columns `booking` (the number of the row) and
 * `member_number` are added; every other cell stays as it is, and so does the line of every row.
 */

export const seed = 20_170_915;
/** The data set ends on the day before. */
export const clock = '2017-09-15T09:00:00.000Z';
export const mapName = 'bookings-2019';

const members_max = 20_000;
const rows_all = 119_390;
const exponent = 0.7;
const stays_max = 60;
const sha256Start = '7c2ae42a7353';

export interface Prepared {
	readonly bookings: string;
	readonly shuffled: string;
	readonly members: string;
	readonly mapping: string;
	readonly programme: string;
	readonly rows: number;
	/** The member with the most stays that earned. */
	readonly mostStays: { readonly number: string; readonly email: string; readonly stays: number };
	/** The physical line of the row with the negative rate. */
	readonly refusedLine: number;
}

/** Where the file lies: in a variable, or beside the repository; undefined when it is nowhere. */
export function bookingsFile(): string {
	return (
		process.env['STAYWARD_BOOKINGS'] ??
		path.join(import.meta.dirname, '../../../shared/data/hotel_bookings.csv.gz')
	);
}

/** Writes everything an import needs into a folder. `rows`: a seeded sample with the refused row in it. */
export async function prepareBookings(
	gz: string,
	folder: string,
	{ rows = rows_all }: { rows?: number } = {}
): Promise<Prepared> {
	const csv = (await promisify(gunzip)(await readFile(gz))).toString('ascii');
	const sha256 = createHash('sha256').update(csv).digest('hex');
	if (!sha256.startsWith(sha256Start)) throw new Error(`${gz} is another file: sha256 ${sha256}`);
	const [header = '', ...all] = csv.trimEnd().split(/\r?\n/);
	const random = new Random(seed);
	const chosen = sample(random, all, rows, header);

	const count = Math.round((members_max * rows) / rows_all);
	const people = makePeople(random, count, 0.2);
	const owners = random.shuffle(dealOut(chosen.length, count).flatMap((stays, at) => Array<number>(stays).fill(at)));

	const columns = header.split(',');
	const at = (name: string) => columns.indexOf(name);
	const firstArrival = new Map<number, string>();
	const earning = new Map<number, number>();
	for (const [index, { cells }] of chosen.entries()) {
		const owner = owners[index]!;
		const arrival = arrivalOf(cells, at);
		const known = firstArrival.get(owner);
		if (known === undefined || arrival < known) firstArrival.set(owner, arrival);
		if (cells[at('reservation_status')] === 'Check-Out')
			earning.set(owner, (earning.get(owner) ?? 0) + 1);
	}
	const joined = people.map((person, index) => {
		const first = firstArrival.get(index) ?? '2015-07-01';
		return { ...person, joinedOn: addDays(first, -random.between(1, 365)) };
	});

	const head = `${header},booking,member_number`;
	const lines = chosen.map(({ row, text }, index) => `${text},${row},${people[owners[index]!]!.number}`);
	const most = [...earning].reduce((best, one) => (one[1] > best[1] ? one : best));
	const files = {
		bookings: path.join(folder, 'bookings.csv'),
		shuffled: path.join(folder, 'bookings-shuffled.csv'),
		members: path.join(folder, 'members.csv'),
		mapping: path.join(folder, 'mapping.json'),
		programme: path.join(folder, 'meridian-eur.json')
	};
	await mkdir(folder, { recursive: true });
	await writeFile(files.bookings, `${[head, ...lines].join('\n')}\n`);
	await writeFile(files.shuffled, `${[head, ...random.shuffle(lines)].join('\n')}\n`);
	await writeFile(
		files.members,
		[
			'member_number,given_name,family_name,email,locale,joined_on',
			...joined.map((one) =>
				[one.number, one.givenName, one.familyName, one.email, one.locale, one.joinedOn].join()
			),
			''
		].join('\n')
	);
	await writeFile(files.mapping, `${JSON.stringify(mapping, null, '\t')}\n`);
	await writeFile(files.programme, `${JSON.stringify(meridianInEuro(), null, '\t')}\n`);
	return {
		...files,
		rows: lines.length,
		mostStays: mostOf(people[most[0]]!, most[1]),
		refusedLine: chosen.findIndex(({ cells }) => cells[at('adr')]?.startsWith('-')) + 2
	};
}

function mostOf({ number, email }: Person, stays: number) {
	return { number, email, stays };
}

interface Booking {
	/** The number of the row, the first below the header being 1: its only identity. */
	readonly row: number;
	readonly text: string;
	readonly cells: readonly string[];
}

function sample(random: Random, all: readonly string[], rows: number, header: string): Booking[] {
	const bookings = all.map((text, index) => ({ row: index + 1, text, cells: text.split(',') }));
	if (rows >= all.length) return bookings;
	const adr = header.split(',').indexOf('adr');
	const refused = bookings.filter(({ cells }) => cells[adr]?.startsWith('-'));
	const others = random.shuffle(bookings.filter((one) => !refused.includes(one)));
	return [...others.slice(0, rows - refused.length), ...refused].sort((one, other) => one.row - other.row);
}

/** How many stays each rank gets: proportional to rank^−0.7, at most 60, summing to all rows. */
export function dealOut(rows: number, members: number): number[] {
	const share = (factor: number) =>
		Array.from({ length: members }, (_, rank) =>
			Math.min(stays_max, factor * (rank + 1) ** -exponent)
		);
	const sum = (shares: readonly number[]) => shares.reduce((total, one) => total + one, 0);
	let [low, high] = [0, rows];
	for (let round = 0; round < 100; round++) {
		const middle = (low + high) / 2;
		if (sum(share(middle)) < rows) low = middle;
		else high = middle;
	}
	const shares = share(low);
	const stays = shares.map(Math.floor);
	const byRest = shares
		.map((exact, rank) => ({ rank, rest: exact - Math.floor(exact) }))
		.sort((one, other) => other.rest - one.rest || one.rank - other.rank);
	let left = rows - sum(stays);
	for (const { rank } of byRest) {
		if (left === 0) break;
		stays[rank]! += 1;
		left -= 1;
	}
	return stays;
}

const months =
	'January February March April May June July August September October November December'.split(' ');

function arrivalOf(cells: readonly string[], at: (name: string) => number): string {
	const month = months.indexOf(cells[at('arrival_date_month')] ?? '') + 1;
	const day = cells[at('arrival_date_day_of_month')] ?? '';
	return [
		cells[at('arrival_date_year')],
		String(month).padStart(2, '0'),
		day.padStart(2, '0')
	].join('-');
}

const arrival = {
	kind: 'date',
	year: 'arrival_date_year',
	month: 'arrival_date_month',
	day: 'arrival_date_day_of_month'
};
const nights = {
	kind: 'sum',
	of: ['stays_in_weekend_nights', 'stays_in_week_nights'].map((name) => ({ kind: 'column', name }))
};

const mapping = {
	missing: ['NULL', 'NA'],
	columns: {
		source: { kind: 'constant', value: mapName },
		stay_id: 'booking',
		property: {
			kind: 'column',
			name: 'hotel',
			values: { 'City Hotel': 'CITY', 'Resort Hotel': 'RESORT' }
		},
		status: {
			kind: 'column',
			name: 'reservation_status',
			values: { 'Check-Out': 'checked_out', Canceled: 'cancelled', 'No-Show': 'no_show' }
		},
		booked_on: { kind: 'days-before', date: arrival, days: { kind: 'column', name: 'lead_time' } },
		arrival,
		departure: { kind: 'days-after', date: arrival, days: nights },
		children: {
			kind: 'sum',
			of: ['children', 'babies'].map((name) => ({ kind: 'column', name }))
		},
		room_type: 'reserved_room_type',
		rate_plan: 'meal',
		channel: 'distribution_channel',
		currency: { kind: 'constant', value: 'EUR' },
		room_amount: { kind: 'product', of: [{ kind: 'column', name: 'adr' }, nights] },
		updated_at: 'reservation_status_date'
	}
};

/** The shipped Meridian, reckoned in euro and in Lisbon's days. */
export function meridianInEuro(): unknown {
	const document = readTemplate('meridian') as {
		versions: { currency: string; timeZone: string }[];
	};
	for (const version of document.versions) {
		version.currency = 'EUR';
		version.timeZone = 'Europe/Lisbon';
	}
	return document;
}
