/** The languages whose words are told apart here; what is written in another counts as English. */
export type WordLanguage = 'en' | 'zh';

const han = /\p{Script=Han}/gu;
const letters = /\p{L}/gu;

/** Chinese where at least a third of the letters are. */
export function languageOf(text: string): WordLanguage {
	const all = text.match(letters)?.length ?? 0;
	const chinese = text.match(han)?.length ?? 0;
	return chinese > 0 && chinese * 3 >= all ? 'zh' : 'en';
}

// Words that are in every text, and so say nothing of this one.
const empty: Readonly<Record<WordLanguage, ReadonlySet<string>>> = {
	en: new Set(
		'a about after again all also am an and any are as at be because been before being but by can could did do does for from get got had has have he her here him his how i if in into is it its just like made make many me more most much my no nor not of off on once one only or other our out over own she so some such than that the their them then there these they this those through to too under until up us very was we were what when where which while who why will with would you your'.split(
			' '
		)
	),
	zh: new Set(
		'的 了 是 在 我 我们 你 您 你们 他 她 它 他们 和 与 也 都 就 很 非常 有 没有 不 没 把 被 给 对 从 到 这 那 这个 那个 这里 那里 一 一个 一些 还 还是 但 但是 因为 所以 如果 可以 要 会 去 来 说 让 得 地 着 过 吗 呢 吧 啊 又 再 才 只 最 更 太 跟 等'.split(
			' '
		)
	)
};

/**
 * The words of a text and how often each is in it: as the language separates them, in lower case, without
 * numbers and without words that every text has. Of English, letters alone and what stands behind an
 * apostrophe are left out.
 */
export function countWords(text: string): Map<string, number> {
	const language = languageOf(text);
	const segmenter = new Intl.Segmenter(language, { granularity: 'word' });
	const counts = new Map<string, number>();
	for (const { segment, isWordLike } of segmenter.segment(text.normalize('NFKC'))) {
		if (!isWordLike) continue;
		const word = segment.toLowerCase().replace(/['’].*$/u, '');
		if (/\p{N}/u.test(word) || empty[language].has(word)) continue;
		if (word.length < 2 && !/\p{Script=Han}/u.test(word)) continue;
		counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return counts;
}
