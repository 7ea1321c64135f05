/** A line has so many signs at most. */
const line_length_max = 120;

/** What was written as one line, cut between words, or between signs where there are no words. */
export function inOneLine(text: string): string {
	const line = text.replaceAll(/\s+/g, ' ').trim();
	const signs = [...line];
	if (signs.length <= line_length_max) return line;
	const cut = signs.slice(0, line_length_max - 1).join('');
	const space = cut.lastIndexOf(' ');
	return `${space > cut.length / 2 ? cut.slice(0, space) : cut}…`;
}
