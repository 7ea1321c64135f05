import { stringify } from 'csv-stringify/sync';
import { withoutFormula } from './import/error-file.ts';

/** A table for a spreadsheet: nothing in it is run there, and its letters are read as they are meant. */
export function csvAnswer(name: string, rows: readonly (readonly (string | number)[])[]): Response {
	const safe = rows.map((cells) =>
		cells.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : cell))
	);
	// A spreadsheet takes a file without the mark for one in the encoding of its own country.
	return new Response(`\ufeff${stringify(safe, { record_delimiter: 'windows' })}`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.csv"`
		}
	});
}
