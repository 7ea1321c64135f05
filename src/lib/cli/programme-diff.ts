import { checkProgramme } from '#lib/domain/programme/check.ts';
import { diffVersions } from '#lib/domain/programme/diff.ts';
import type { ProgrammeFile, Version } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { sayChange } from '#lib/i18n/programme/say-change.ts';
import { withLocale } from '#lib/i18n/with-locale.ts';
import { UsageError, withHouse, type Command } from './command.ts';
import { readProgrammeFile } from './programme-file.ts';

/** A version of the two that are compared, and how the answer calls it. */
interface Side {
	readonly label: string;
	readonly document: Version;
}

/** What a file's newest version does differently, in the words of the admin's page. */
export const command: Command = {
	words: [1, 2],
	options: { versions: { type: 'boolean' } },
	async run({ words: [file = '', other], options, env }) {
		if (options['versions'] && other !== undefined)
			throw new UsageError('--versions compares the versions of one file');
		const programme = await readProgramme(file);
		const after = newestOf(programme, file);
		const before = options['versions']
			? lastButOneOf(programme, file)
			: other === undefined
				? await readPublished(env)
				: newestOf(await readProgramme(other), other);
		return withLocale('en', () => answer(before, after, programme.versions.length - 1));
	}
};

function answer(before: Side, after: Side, index: number) {
	const changes = diffVersions(before.document, after.document).map((change) => ({
		...change,
		pointer: `/versions/${index}${change.pointer}`,
		text: sayChange(change)
	}));
	const head = `${after.label}, against ${before.label}`;
	const lines = changes.map(({ text }) => `  ${text}`);
	return {
		text: [changes.length === 0 ? `${head}: no difference.` : `${head}:`, ...lines].join('\n'),
		data: { before: naming(before), after: naming(after), changes }
	};
}

function naming({ label, document }: Side) {
	return { label, from: document.from ?? null };
}

async function readProgramme(file: string): Promise<ProgrammeFile> {
	const checked = checkProgramme(await readProgrammeFile(file));
	if (checked.ok) return checked.file;
	const problems = checked.problems.map(({ pointer, message }) => `${pointer} ${message}`);
	throw new Refusal('programme-invalid', { problems: problems.join('; ') });
}

function newestOf({ versions }: ProgrammeFile, file: string): Side {
	return sideOf(versions.at(-1) ?? versions[0], file);
}

function lastButOneOf({ versions }: ProgrammeFile, file: string): Side {
	const document = versions.at(-2);
	if (!document) throw new Refusal('only-one-version', { file });
	return sideOf(document, file);
}

function sideOf(document: Version, file: string): Side {
	return { label: `${file} ${since(document)}`, document };
}

function since({ from }: Version): string {
	return from === undefined ? 'from the beginning' : `from ${from} on`;
}

async function readPublished(env: NodeJS.ProcessEnv): Promise<Side> {
	const { readProgramme: readAll } = await import('#lib/server/programme/read-programme.ts');
	return withHouse(env, async ({ db }) => {
		const programme = await readAll(db);
		const { number, document } = programme.at(-1) ?? programme[0];
		return { label: `published version ${number}, ${since(document)}`, document };
	});
}
