import { readableAccent } from './accent.ts';
import { defaultAccent, type Brand, type TypeName } from './brand.ts';
import { papers } from './papers.ts';

export interface Face {
	readonly family: string;
	readonly url: string;
	readonly range: string;
}

/** What a pair of letters is made of; nothing where the pages bring them themselves. */
export interface Letters {
	readonly faces: readonly Face[];
	/** Latin letters; Chinese falls to the system's fonts after them. */
	readonly text: string;
	readonly display: string;
}

const night = '@media (prefers-color-scheme: dark)';
const chineseText =
	"'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC'";
const chineseDisplay =
	"'Songti SC', 'Source Han Serif SC', 'Noto Serif CJK SC', 'Noto Serif SC', STSong, SimSun";

/** The hotel's values for the tokens of app.css, as a stylesheet; what is the house's own is left out. */
export function brandCss(
	brand: Brand,
	letters: Readonly<Record<TypeName, Letters | undefined>>
): string {
	const chosen = letters[brand.type];
	return [
		coloursOf(brand, 'day'),
		coloursOf(brand, 'night').replace(/^.+$/s, (rules) => `${night} {\n${rules}}\n`),
		brand.corners === 'straight'
			? ':root {\n--radius-card: 0.25rem;\n--radius-small: 0.125rem;\n--radius-button: 0.25rem;\n--radius-input: 0.125rem;\n}\n'
			: '',
		chosen ? lettersOf(chosen) : ''
	].join('');
}

function coloursOf(brand: Brand, time: 'day' | 'night'): string {
	const { accent, ink } = readableAccent(brand[time], time);
	const { paper, raised, sunk, line } = papers[brand.paper][time];
	const colours = [
		// By day and by night together: what is said for the day alone would hold at night too.
		...(brand.day === defaultAccent.day && brand.night === defaultAccent.night
			? []
			: [`--accent: ${accent};`, `--accent-ink: ${ink};`]),
		...(brand.paper === 'linen'
			? []
			: [
					`--paper: ${paper};`,
					`--paper-raised: ${raised};`,
					`--paper-sunk: ${sunk};`,
					`--line: ${line};`
				])
	];
	return colours.length > 0 ? `:root {\n${colours.join('\n')}\n}\n` : '';
}

function lettersOf({ faces, text, display }: Letters): string {
	const drawn = faces.map(
		({ family, url, range }) =>
			`@font-face {\nfont-family: '${family}';\nsrc: url('${url}') format('woff2');\nfont-weight: 200 900;\nfont-display: swap;\nunicode-range: ${range};\n}\n`
	);
	const plain = `:root {\n--face-text: ${text}, system-ui, sans-serif;\n--face-display: ${display}, serif;\n}\n`;
	const chinese = `:root:lang(zh) {\n--face-text: ${text}, ${chineseText}, system-ui, sans-serif;\n--face-display: ${display}, ${chineseDisplay}, serif;\n}\n`;
	return [...drawn, plain, chinese].join('');
}
