import { tradeWords } from './trade-words.ts';

const han = /\p{Script=Han}/gu;
const letters = /\p{L}/gu;

/**
 * The language of a text: Chinese where at least a third of the letters are, else that of whoever wrote
 * it, and English where that is Chinese. As locales of the messages.
 */
export function languageOf(text: string, writer = 'en'): string {
	const all = text.match(letters)?.length ?? 0;
	const chinese = text.match(han)?.length ?? 0;
	const writesHan = /^(zh|ja)\b/.test(writer);
	if (chinese > 0 && chinese * 3 >= all) return writesHan ? writer : 'zh-CN';
	return writesHan ? 'en' : writer;
}

// Words that are in every text, and so say nothing of this one.
const empty: Readonly<Record<string, ReadonlySet<string>>> = {
	en: new Set(
		'a about after again all also am an and any are as at be because been before being but by can could did do does for from get got had has have he her here him his how i if in into is it its just like made make many me more most much my no nor not of off on once one only or other our out over own she so some such than that the their them then there these they this those through to too under until up us very was we were what when where which while who why will with would you your'.split(
			' '
		)
	),
	zh: new Set(
		'的 了 是 在 我 我们 你 您 你们 他 她 它 他们 和 与 也 都 就 很 非常 时 有 没有 不 没 把 被 给 对 从 到 这 那 这个 那个 这里 那里 一 一个 一些 还 还是 但 但是 因为 所以 如果 可以 要 会 去 来 说 让 得 地 着 过 吗 呢 吧 啊 又 再 才 只 最 更 太 跟 等'.split(
			' '
		)
	)
};

/** What is longer is no word, and no key of an index. */
export const word_length_max = 40;

/**
 * The words of a text and how often each is in it: as the language separates them, in lower case, without
 * numbers and without words that every text has. Of English, letters alone and what stands behind an
 * apostrophe are left out, and parts that a hyphen joins are one word. Of Chinese, words of the trade
 * that the segmenter takes apart are put together.
 */
export function countWords(text: string, language = languageOf(text)): Map<string, number> {
	return counted(runsOf(text, language).flat());
}

const phrase_parts_max = 3;
const phrase_length_max = 4;

/**
 * What stands side by side in a Chinese text and could be one word, up to four characters: segmenters know
 * few names and new words, so a dictionary may have these too. Other languages have none.
 */
export function countPhrases(text: string, language = languageOf(text)): Map<string, number> {
	if (!isChinese(language)) return new Map();
	return counted(
		runsOf(text, language).flatMap((run) =>
			run.flatMap((_, at) =>
				Array.from({ length: phrase_parts_max - 1 }, (__, more) => at + 2 + more)
					.filter((end) => end <= run.length)
					.map((end) => run.slice(at, end).join(''))
					.filter((phrase) => phrase.length <= phrase_length_max)
			)
		)
	);
}

/** How a word is written in the counts, if texts are counted by it at all. */
export function asCounted(typed: string, language: string): string | undefined {
	const words = countWords(typed, language);
	const [only] = words.keys();
	if (only !== undefined && words.size === 1 && isWhole(only, typed)) return only;
	return [...countPhrases(typed, language).keys()].find((phrase) => isWhole(phrase, typed));
}

function isWhole(word: string, typed: string): boolean {
	return word === typed.normalize('NFKC').trim().toLowerCase();
}

function isChinese(language: string): boolean {
	return /^zh\b/.test(language);
}

const segmenters = new Map<string, Intl.Segmenter>();

function segmenterOf(language: string): Intl.Segmenter {
	const made = segmenters.get(language) ?? new Intl.Segmenter(language, { granularity: 'word' });
	segmenters.set(language, made);
	return made;
}

/** The words of a text, in runs between which there is something else. */
function runsOf(text: string, language: string): string[][] {
	const runs: string[][] = [[]];
	let joins = false;
	for (const { segment, isWordLike } of segmenterOf(language).segment(text.normalize('NFKC'))) {
		const run = runs.at(-1) ?? [];
		if (segment === '-' && !isChinese(language) && run.length > 0) joins = true;
		else {
			const word = wordIn(segment, isWordLike === true);
			if (joins && word !== undefined) run.push(`${run.pop() ?? ''}-${word}`);
			else if (word !== undefined && !isEmpty(word, language)) run.push(word);
			else runs.push([]);
			joins = false;
		}
	}
	const known = isChinese(language) ? runs.map(joinKnown) : runs;
	return known.map((run) => run.filter((word) => word.length <= word_length_max));
}

function wordIn(segment: string, isWordLike: boolean): string | undefined {
	const word = segment.toLowerCase().replace(/['’].*$/u, '');
	if (!isWordLike || /\p{N}/u.test(word)) return undefined;
	return word.length < 2 && !/\p{Script=Han}/u.test(word) ? undefined : word;
}

function isEmpty(word: string, language: string): boolean {
	return empty[language.split('-')[0] ?? '']?.has(word) ?? false;
}

const known_parts_max = 4;

function joinKnown(run: readonly string[]): string[] {
	const joined: string[] = [];
	for (let at = 0; at < run.length;) {
		let size = Math.min(known_parts_max, run.length - at);
		while (size > 1 && !tradeWords.has(run.slice(at, at + size).join(''))) size--;
		joined.push(run.slice(at, at + size).join(''));
		at += size;
	}
	return joined;
}

function counted(words: readonly string[]): Map<string, number> {
	const counts = new Map<string, number>();
	for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
	return counts;
}
