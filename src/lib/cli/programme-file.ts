import { readFile } from 'node:fs/promises';
import { Refusal } from '#lib/domain/refusal.ts';

/** The JSON of a programme file; that it is a programme is for others to see. */
export async function readProgrammeFile(file: string): Promise<unknown> {
	const text = await readFile(file, 'utf8');
	try {
		return JSON.parse(text.replace(/^\ufeff/, ''));
	} catch (error) {
		const problems = `it is not JSON: ${error instanceof Error ? error.message : ''}`;
		throw new Refusal('programme-invalid', { problems });
	}
}
