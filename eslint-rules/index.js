import direction from './direction.js';
import importStyle from './import-style.js';
import noEffectOnImport from './no-effect-on-import.js';
import oneTransaction from './one-transaction.js';
import ownTables from './own-tables.js';
import sqlInQueries from './sql-in-queries.js';
import timeIsAnArgument from './time-is-an-argument.js';

/** The boundaries of ARCHITECTURE.md, kept by rules; boundaries.test.ts crosses each of them. */
export default {
	rules: {
		direction,
		'import-style': importStyle,
		'no-effect-on-import': noEffectOnImport,
		'one-transaction': oneTransaction,
		'own-tables': ownTables,
		'sql-in-queries': sqlInQueries,
		'time-is-an-argument': timeIsAnArgument
	}
};
