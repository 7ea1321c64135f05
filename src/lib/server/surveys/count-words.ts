import type { Instant } from '#lib/domain/calendar.ts';
import { countPhrases, countWords, languageOf } from '#lib/domain/surveys/words.ts';
import type { Trx } from '../db/database.ts';
import type { ResponseWordTable } from '../db/tables.ts';
import { takeDictionary } from './dictionary.ts';
import { addWords, findLocaleOf, type ResponseRow } from './queries.ts';

/** Counts the words of what was written in a response, by its question, once, when it is sent. */
export async function countWordsOf(
	trx: Trx,
	response: ResponseRow,
	texts: readonly (readonly [item: string, text: string])[],
	now: Instant
): Promise<void> {
	if (texts.length === 0) return;
	await takeDictionary(trx, now);
	const writer = await findLocaleOf(trx, response.member_id);
	const rows = texts.flatMap(([item, text]) =>
		rowsOf(text, languageOf(text, writer)).map((row) => ({
			...{ response_id: response.id, item },
			...row
		}))
	);
	await addWords(trx, rows);
}

function rowsOf(
	text: string,
	locale: string
): Pick<ResponseWordTable, 'locale' | 'word' | 'kind' | 'count'>[] {
	const words = countWords(text, locale);
	const phrases = [...countPhrases(text, locale)].filter(([phrase]) => !words.has(phrase));
	return [
		...[...words].map(([word, count]) => ({ locale, word, kind: 'word' as const, count })),
		...phrases.map(([word, count]) => ({ locale, word, kind: 'phrase' as const, count }))
	];
}
