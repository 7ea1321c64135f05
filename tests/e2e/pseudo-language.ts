/** A third language that nobody speaks: written from the right, longer, every sentence in brackets. */
export const pseudo = 'ar-EG';

type Message = string | readonly { readonly match: Readonly<Record<string, string>> }[];

export function pseudoCatalogue(base: Readonly<Record<string, Message>>): string {
	// How dates and lists are written is said by codes, which are no words.
	const all = Object.entries(base).map(([key, message]) => [
		key,
		/^\$|^format_/.test(key) ? message : toPseudo(message)
	]);
	const catalogue = { ...Object.fromEntries(all), format_locale: pseudo } as object;
	return JSON.stringify(catalogue, null, '\t');
}

function toPseudo(message: Message): Message {
	if (typeof message === 'string') return inBrackets(message);
	return message.map((form) => ({
		...form,
		match: Object.fromEntries(
			Object.entries(form.match).map(([when, text]) => [when, inBrackets(text)])
		)
	}));
}

/** What stands in braces is the program's. */
function inBrackets(text: string): string {
	const longer = text.replace(/(\{[^}]*\})|([aeiou])/g, (_, kept?: string, vowel?: string) =>
		kept === undefined ? vowel! + vowel! : kept
	);
	return `⟦${longer}⟧`;
}

/** What is left of a text when everything that came from the catalogue is taken away. */
export function outsideBrackets(text: string): string {
	let left = text;
	for (let before = ''; before !== left;) {
		before = left;
		left = left.replace(/⟦[^⟦⟧]*⟧/g, ' ');
	}
	return left;
}
