import { checkProgramme } from '#lib/domain/programme/check.ts';
import { runExamples, type ExampleResult } from '#lib/domain/programme/examples.ts';
import type { ProgrammeFile } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Command } from './command.ts';
import { readProgrammeFile } from './programme-file.ts';

export const command: Command = {
	words: [1, 100],
	async run({ words }) {
		const files = await Promise.all(words.map((file) => readChecked(file, words.length > 1)));
		const results = files.map((file) => runExamples(file));
		const examples = results.flatMap((result, at) =>
			result.examples.map((one) => (words.length > 1 ? { file: words[at] ?? '', ...one } : one))
		);
		const [passed, failed] = [sum(results, 'passed'), sum(results, 'failed')];
		const head = `${passed} examples pass, ${failed} fail`;
		const red = examples.filter((example) => !example.passed).map(describe);
		return {
			text: [head, ...red].join('\n'),
			data: { passed, failed, examples },
			refused: failed > 0
		};
	}
};

async function readChecked(file: string, isOneOfMany: boolean): Promise<ProgrammeFile> {
	const checked = checkProgramme(await readProgrammeFile(file));
	if (checked.ok) return checked.file;
	const problems = checked.problems.map(({ pointer, message }) => `${pointer} ${message}`);
	const said = problems.join('; ');
	throw new Refusal('programme-invalid', { problems: isOneOfMany ? `${file}: ${said}` : said });
}

function sum(results: readonly { passed: number; failed: number }[], of: 'passed' | 'failed') {
	return results.reduce((total, result) => total + result[of], 0);
}

function describe(result: ExampleResult & { readonly file?: string }): string {
	const { file, name, expected, actual } = result;
	const where = file === undefined ? name : `${file}: ${name}`;
	return `  ${where}\n    expected ${JSON.stringify(expected)}\n    actual   ${JSON.stringify(actual)}`;
}
