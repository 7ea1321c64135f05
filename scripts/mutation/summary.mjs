/**
 * What a mutation report comes to: the share of mutants that tests notice (one that never ends is
 * noticed), by file, and every one that no test noticed. Those that do not compile or load count nowhere.
 */
export function summarise({ files }) {
	const all = Object.entries(files).flatMap(([file, { mutants, source }]) =>
		mutants.map((mutant) => ({ file, source, ...mutant }))
	);
	const byFile = Object.fromEntries(
		Object.keys(files)
			.sort()
			.map((file) => [file, counted(all.filter((mutant) => mutant.file === file))])
	);
	const survivors = all
		.filter(({ status }) => missed.has(status))
		.map(({ file, source, location, mutatorName, replacement, status }) => ({
			file,
			line: location.start.line,
			column: location.start.column,
			kind: mutatorName,
			change: `${textAt(source, location)} → ${oneLine(replacement ?? '')}`,
			...(status === 'NoCoverage' && { uncovered: true })
		}));
	return { ...counted(all), byFile, survivors };
}

const noticed = new Set(['Killed', 'Timeout']);
const missed = new Set(['Survived', 'NoCoverage']);

function counted(mutants) {
	const valid = mutants.filter(({ status }) => noticed.has(status) || missed.has(status));
	const of = (wanted) => valid.filter(({ status }) => status === wanted).length;
	const found = of('Killed') + of('Timeout');
	return {
		score: valid.length === 0 ? 100 : Math.round((found / valid.length) * 10_000) / 100,
		mutants: valid.length,
		killed: of('Killed'),
		timeout: of('Timeout'),
		survived: valid.length - found
	};
}

function textAt(source, { start, end }) {
	const lines = source.split('\n').slice(start.line - 1, end.line);
	lines.push((lines.pop() ?? '').slice(0, end.column - 1));
	return oneLine([(lines.shift() ?? '').slice(start.column - 1), ...lines].join('\n'));
}

function oneLine(text) {
	const short = text.replaceAll(/\s+/g, ' ').trim();
	return short.length > 120 ? `${short.slice(0, 119)}…` : short;
}
