/**
 * What tests noticed of a file's mutants (one that never ends is noticed) and every one that none
 * noticed. Those that do not compile or load, or are decided once when the file loads, count nowhere.
 */
export function outcomeOf(file, source, mutants) {
	const survivors = mutants
		.filter(({ status }) => missed.has(status))
		.map(({ location, mutatorName, replacement, status }) => ({
			file,
			line: location.start.line,
			column: location.start.column,
			kind: mutatorName,
			code: oneLine(source.split('\n')[location.start.line - 1] ?? ''),
			change: `${textAt(source, location)} → ${oneLine(replacement ?? '')}`,
			...(status === 'NoCoverage' && { uncovered: true })
		}))
		.sort((a, b) => a.line - b.line || a.column - b.column);
	const of = (wanted) => mutants.filter(({ status }) => status === wanted).length;
	return {
		counts: { killed: of('Killed'), timeout: of('Timeout'), survived: survivors.length },
		survivors
	};
}

/** All files' outcomes as one result; `explained` are survivors that cannot be noticed, each with its reason. */
export function joined(outcomes, explanations) {
	const files = Object.entries(outcomes).sort(([a], [b]) => (a < b ? -1 : 1));
	const survivors = files
		.flatMap(([, { survivors }]) => survivors)
		.map(({ why: _, ...survivor }) => {
			const why = reasonOf(survivor, explanations);
			return { ...survivor, ...(why !== undefined && { why }) };
		});
	const sum = (name) => files.reduce((total, [, { counts }]) => total + counts[name], 0);
	return {
		...scored({ killed: sum('killed'), timeout: sum('timeout'), survived: sum('survived') }),
		explained: survivors.filter(({ why }) => why !== undefined).length,
		byFile: Object.fromEntries(
			files.map(([file, { counts, source }]) => [file, { ...scored(counts), source }])
		),
		survivors
	};
}

/** The outcomes that a kept result holds, so that a part run anew replaces only its own files. */
export function outcomesIn({ byFile, survivors }) {
	return Object.fromEntries(
		Object.entries(byFile).map(([file, { killed, timeout, survived, source }]) => [
			file,
			{
				counts: { killed, timeout, survived },
				source,
				survivors: survivors.filter((survivor) => survivor.file === file)
			}
		])
	);
}

const missed = new Set(['Survived', 'NoCoverage']);

const reasonOf = ({ file, code, change }, explanations) =>
	explanations.find(
		(group) =>
			group.file === file &&
			group.changes.some((of) => of.change === change && (of.code ?? code) === code)
	)?.why;

function scored({ killed, timeout, survived }) {
	const mutants = killed + timeout + survived;
	const score = mutants === 0 ? 100 : Math.round(((killed + timeout) / mutants) * 10_000) / 100;
	return { score, mutants, killed, timeout, survived };
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
