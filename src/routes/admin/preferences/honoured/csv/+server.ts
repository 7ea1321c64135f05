import { inWords } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { csvAnswer } from '#lib/server/csv-answer.ts';
import { readList } from '#lib/server/lists.ts';
import { honouredSorts, readHonoured } from '#lib/server/preferences/read-honoured.ts';
import type { RequestHandler } from './$types';

const rows_max = 10_000;

/** The honoured rates for a spreadsheet: counts alone, of no guest and nothing of health. */
export const GET: RequestHandler = async ({ locals, url }) => {
	const asked = readList(url, { sorts: honouredSorts, filters: ['property'] });
	const whole = { ...asked, offset: 0, limit: rows_max };
	const { rows } = await readHonoured(locals.db, whole, locals.locale);
	const head = [
		m.honoured_property(),
		m.honoured_wish(),
		m.honoured_desk_met(),
		m.honoured_desk_of(),
		m.honoured_guests_met(),
		m.honoured_guests_of()
	];
	const cells = rows.map(({ property, label, desk, guests }) => [
		inWords(property),
		inWords(label),
		...[desk.met, desk.of, guests.met, guests.of]
	]);
	return csvAnswer('wishes-honoured', [head, ...cells]);
};
