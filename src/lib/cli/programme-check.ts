import { checkProgramme } from '#lib/domain/programme/check.ts';
import { runExamples, type ExampleResult } from '#lib/domain/programme/examples.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Command } from './command.ts';
import { readProgrammeFile } from './programme-file.ts';

export const command: Command = {
	words: [1, 1],
	async run({ words: [file = ''] }) {
		const checked = checkProgramme(await readProgrammeFile(file));
		if (!checked.ok) {
			const problems = checked.problems.map(({ pointer, message }) => `${pointer} ${message}`);
			throw new Refusal('programme-invalid', { problems: problems.join('; ') });
		}
		const result = runExamples(checked.file);
		const head = `${result.passed} examples pass, ${result.failed} fail`;
		const red = result.examples.filter(({ passed }) => !passed).map(describe);
		return { text: [head, ...red].join('\n'), data: result, refused: result.failed > 0 };
	}
};

function describe({ name, expected, actual }: ExampleResult): string {
	return `  ${name}\n    expected ${JSON.stringify(expected)}\n    actual   ${JSON.stringify(actual)}`;
}
