import { memberOf } from '#lib/server/auth/signed-in.ts';
import { csvAnswer } from '#lib/server/csv-answer.ts';
import { readStatement } from '#lib/server/guests/read-statement.ts';
import { refusalToError } from '#lib/server/http.ts';
import { statementCells } from '#lib/ui/statement-cells.ts';
import type { RequestHandler } from './$types';

/** The statement of a month for a spreadsheet, in the guest's language. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const memberId = memberOf(locals).id;
	const view = await readStatement(locals.db, memberId, params.month, locals.now()).catch(
		refusalToError
	);
	return csvAnswer(`statement-${view.month}`, statementCells(view));
};
