import { readFile } from 'node:fs/promises';
import { importStays, type ImportResult, type Progress } from '#lib/server/import/import-stays.ts';
import { parseMapping, readMapping, saveMapping } from '#lib/server/import/save-mapping.ts';
import {
	textOption,
	UsageError,
	withHouse,
	type Call,
	type Command,
	type House
} from './command.ts';

export const command: Command = {
	words: [1, 1],
	options: {
		map: { type: 'string' },
		mapping: { type: 'string' },
		encoding: { type: 'string' },
		errors: { type: 'string' },
		slice: { type: 'string' }
	},
	run: (call) =>
		withHouse(call.env, async (house) => {
			const [file = ''] = call.words;
			const result = await importStays(
				house.db,
				{
					file,
					mapping: await mappingOf(call, house),
					encoding: textOption(call, 'encoding'),
					errorFile: textOption(call, 'errors'),
					rowsPerTransaction: sliceOf(call),
					onProgress: progressTo(call.say)
				},
				house.clock
			);
			return { text: describe(result), data: result };
		})
};

/** `--map` names a mapping; `--mapping` brings one, and is kept under that name if there is one. */
async function mappingOf(call: Call, { db, clock }: House) {
	const name = textOption(call, 'map');
	const from = textOption(call, 'mapping');
	if (from === undefined) return name === undefined ? undefined : readMapping(db, name);
	const mapping = parseMapping(await readFile(from, 'utf8'));
	if (name !== undefined) await saveMapping(db, name, mapping, clock());
	return mapping;
}

function sliceOf(call: Call): number | undefined {
	const slice = textOption(call, 'slice');
	if (slice === undefined) return undefined;
	if (!/^[1-9]\d{0,4}$/.test(slice))
		throw new UsageError(`--slice is a number of rows, not ${slice}`);
	return Number(slice);
}

const rows_between = 10_000;

function progressTo(say: (line: string) => void): (progress: Progress) => void {
	let next = rows_between;
	let step = '';
	return (progress) => {
		if (progress.step !== step) next = rows_between;
		step = progress.step;
		if ('rows' in progress) {
			const last = progress.step === 'posted' && progress.rows === progress.of;
			if (progress.rows < next && !last) return;
			next = progress.rows + rows_between;
		}
		say(sentence(progress));
	};
}

function sentence(progress: Progress): string {
	switch (progress.step) {
		case 'begun':
			return progress.resumed
				? 'This file was begun before; going on where it stopped.'
				: 'Reading the file.';
		case 'read':
			return `${count(progress.rows)} rows read`;
		case 'posted':
			return `${count(progress.rows)} of ${count(progress.of)} rows posted`;
		case 'no-error-file':
			return `The error file could not be written: ${progress.why}`;
	}
}

function describe(result: ImportResult): string {
	const counts = (['created', 'corrected', 'unchanged', 'stale', 'rejected'] as const).map(
		(name) => `${name} ${count(result[name])}`
	);
	const errors = result.errors.slice(0, 20).map(({ line, reason }) => `  line ${line}: ${reason}`);
	if (result.errors.length > 20) errors.push(`  and ${count(result.errors.length - 20)} more`);
	return [`${count(result.rows)} rows: ${counts.join(', ')}`, ...errors].join('\n');
}

function count(rows: number): string {
	return rows.toLocaleString('en');
}
