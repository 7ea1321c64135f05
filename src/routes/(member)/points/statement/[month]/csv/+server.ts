import { stringify } from 'csv-stringify/sync';
import { memberOf } from '#lib/server/auth/signed-in.ts';
import { readStatement } from '#lib/server/guests/read-statement.ts';
import { refusalToError } from '#lib/server/http.ts';
import { withoutFormula } from '#lib/server/import/error-file.ts';
import { statementCells } from '#lib/ui/statement-cells.ts';
import type { RequestHandler } from './$types';

/** The statement of a month for a spreadsheet, in the guest's language. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const memberId = memberOf(locals).id;
	const view = await readStatement(locals.db, memberId, params.month, locals.now()).catch(
		refusalToError
	);
	const rows = statementCells(view).map((cells) =>
		cells.map((cell) => (typeof cell === 'string' ? withoutFormula(cell) : cell))
	);
	// A spreadsheet takes a file without the mark for one in the encoding of its own country.
	return new Response(`\ufeff${stringify(rows, { record_delimiter: 'windows' })}`, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="statement-${view.month}.csv"`
		}
	});
};
