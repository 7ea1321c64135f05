import type { StatementView } from '#lib/domain/views/statement.ts';
import { m } from '#lib/i18n/messages.ts';
import { detailOf, titleOf } from './entry-words.ts';

/** A statement as a table: a head, the balance before, each entry, the balance after. Days as they sort. */
export function statementCells(view: StatementView): (string | number)[][] {
	return [
		[
			m.statement_counts_on(),
			m.statement_written_on(),
			m.statement_entry(),
			m.statement_details(),
			m.statement_points(),
			m.statement_balance()
		],
		[view.from, '', m.statement_opening(), '', '', view.opening],
		...view.lines.map(({ entry, balance, writtenOn }) => [
			entry.on,
			writtenOn ?? '',
			titleOf(entry),
			detailOf(entry),
			entry.points,
			balance
		]),
		[view.through, '', m.statement_closing(), '', '', view.closing]
	];
}
