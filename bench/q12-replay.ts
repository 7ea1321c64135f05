import { addDays, type PlainDate } from '#lib/domain/calendar.ts';
import { programmeOf, type ProgrammeFile } from '#lib/domain/programme/programme.ts';
import { readTemplate } from '#lib/domain/programme/templates.ts';
import { dryRun, lastMonths } from '#lib/server/replay/dry-run.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { buildHotel, stayOf, type Hotel } from './lib/hotel.ts';
import { versions, type Figure } from './lib/result.ts';
import { median } from './lib/rounds.ts';

const members = Number(process.env['STAYWARD_BENCH_MEMBERS'] ?? 100_000);
const stays_each_max = 5;
const stays_per_call = 2_000;
const months = 24;
const rounds = 7;

/** Members/s of a dry run of Meridian over the stays of 24 months; nothing to compare it with. */
export async function measure(): Promise<Figure[]> {
	const hotel = await buildHotel({ members });
	try {
		const today = hotel.now.slice(0, 10);
		const stays = await fill(hotel, today);
		const programme = programmeOf(readTemplate('meridian') as ProgrammeFile);
		const once = async () => {
			const start = performance.now();
			const run = await dryRun(hotel.db, programme, lastMonths(months, today));
			if (run.members !== hotel.members.length || run.stays !== stays || run.earning !== stays)
				throw new Error(`replayed ${run.members} members, ${run.earning} of ${stays} stays`);
			return (run.members * 1000) / (performance.now() - start);
		};
		await once();
		const measured: number[] = [];
		while (measured.length < rounds) {
			measured.push(await once());
			console.log(`  round ${measured.length}: ${Math.round(measured.at(-1)!)} members/s`);
		}
		return [
			{
				name: 'Q12 replay of 24 months, members/s',
				goal: 'reported',
				value: median(measured),
				unit: 'members/s',
				min: Math.min(...measured),
				max: Math.max(...measured),
				rounds,
				versions: await versions(),
				note: `${hotel.members.length} members with ${stays} stays, Meridian, SQLite, one process; read from the tables and settled through today`
			}
		];
	} finally {
		await hotel.remove();
	}
}

/** One to five stays for everybody, spread over the 24 months. */
async function fill(hotel: Hotel, today: PlainDate): Promise<number> {
	let batch: StayIn[] = [];
	let count = 0;
	const flush = async () => {
		await recordStays(hotel.db, batch, hotel.now, { quiet: true });
		count += batch.length;
		batch = [];
	};
	for (let at = 0; at < hotel.members.length; at++) {
		for (let nth = 0; nth <= (at * 7) % stays_each_max; nth++)
			batch.push(stayAt(hotel, at, nth, today));
		if (batch.length >= stays_per_call) await flush();
	}
	await flush();
	return count;
}

function stayAt(hotel: Hotel, at: number, nth: number, today: PlainDate): StayIn {
	const departure = addDays(today, -(nth * 139 + (at % 120) + 1));
	const stay = stayOf(hotel, at, nth);
	const folio = stay.folio.map((line) => ({ ...line, on: departure }));
	return { ...stay, arrival: addDays(departure, -2), departure, folio };
}
