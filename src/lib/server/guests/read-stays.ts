import { isPlainDate, type Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { StaysView } from '#lib/domain/views/stays.ts';
import { readClaims } from '../claims/read-claims.ts';
import type { Reader } from '../db/database.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toStayLine, toText } from './lines.ts';
import { pendingOfStay, readPending } from './read-pending.ts';
import { listComingStays, listPastStays, listStayChoices } from './queries.ts';

const stays_a_page = 20;

export interface StaysAsked {
	readonly year?: number | undefined;
	readonly property?: string | undefined;
	/** The place in the list before which the page begins, as `olderBefore` gave it. */
	readonly before?: string | undefined;
}

/** A member's stays: those to come first, then a page of those that were. */
export async function readStays(
	db: Reader,
	memberId: string,
	{ year, property, before }: StaysAsked,
	now: Instant
): Promise<StaysView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const filter = { memberId, today, year, property };
	const place = readPlace(before);
	const upcoming = place ? [] : await listComingStays(db, filter);
	const rows = await listPastStays(db, filter, place ?? end, stays_a_page + 1);
	const { years, properties } = await listStayChoices(db, memberId);
	const pending = await readPending(db, memberId, programme);
	const shown = rows.slice(0, stays_a_page);
	const last = shown.at(-1);
	return {
		today,
		pointsName: versionOn(programme, today).document.pointsName,
		upcoming: upcoming.map(toStayLine),
		past: shown.map((row) => ({
			...toStayLine(row),
			pending: pendingOfStay(pending, row.id)
		})),
		olderBefore: last && rows.length > shown.length ? `${last.arrival}_${last.id}` : undefined,
		older: place !== undefined,
		filter: { year, property },
		years,
		properties: properties.map(({ code, name }) => ({ code, name: toText(name) })),
		claims: place ? [] : await readClaims(db, memberId)
	};
}

const end = { arrival: '9999-12-31', id: '' };

function readPlace(text: string | undefined): typeof end | undefined {
	const [arrival = '', id = ''] = text?.split('_') ?? [];
	return isPlainDate(arrival) && id ? { arrival, id } : undefined;
}
