import type { Facts, Refusal, RefusalCode } from '#lib/domain/refusal.ts';

const sentences: Partial<Record<RefusalCode, (facts: Facts) => string>> = {
	'columns-missing': ({ columns }) =>
		`The file lacks these columns: ${columns}. A mapping can say what they are called there.`,
	'file-unreadable': ({ why }) => `The file cannot be read: ${why}.`,
	'mapping-invalid': ({ unknown, why }) =>
		why === undefined
			? `The mapping is not known, or names columns that do not exist: ${unknown}.`
			: `The mapping is not right: ${why}.`,
	'no-programme': () => 'No programme is published yet; see stayward programme publish.',
	'only-one-version': () => 'The file has only one version, so there is none to compare it with.',
	'programme-invalid': ({ problems }) => `This is not a programme: ${problems}.`,
	'programme-examples-fail': () => 'Examples in the programme fail, so it was not published.',
	'date-ahead': () => 'A job cannot run for a day that has not begun.',
	'rate-known': ({ rate }) =>
		`Another rate is known for that day: ${rate}. To change it, say why with --why.`,
	'property-code-taken': () => 'There is a property with this code already.',
	'still-running': () => 'Another process is at it just now. Try again in a minute.',
	'unknown-currency': () => 'This is not a currency code such as EUR.',
	'unknown-property': () => 'There is no property with this code.',
	'version-date-past': () => 'A version can only take effect from today on.',
	'version-date-taken': () => 'Another version takes effect on that date.'
};

/** A refusal as the command line says it: a sentence where there is one, always with its facts. */
export function sentenceOf({ code, facts }: Refusal): string {
	const sentence = sentences[code]?.(facts);
	const details = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
	const known = sentence ?? `Refused: ${code}.`;
	// These sentences hold their facts already.
	const whole = [
		'rate-known',
		'columns-missing',
		'file-unreadable',
		'mapping-invalid',
		'programme-invalid'
	];
	if (whole.includes(code) || details.length === 0) return known;
	return `${known} (${details.join(', ')})`;
}
