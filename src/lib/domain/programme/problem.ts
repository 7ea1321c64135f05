import type { z } from 'zod';

/** What is wrong in a document, and where (JSON Pointer). */
export interface Problem {
	readonly pointer: string;
	readonly message: string;
}

/** What the schema says, as sentences. */
export function inWords(issue: z.core.$ZodIssue, above: readonly PropertyKey[]): Problem[] {
	const path = [...above, ...issue.path];
	const at = (more: readonly PropertyKey[] = []) => toPointer([...path, ...more]);
	switch (issue.code) {
		case 'unrecognized_keys':
			return issue.keys.map((key) => ({ pointer: at([key]), message: 'is a field unknown here' }));
		case 'invalid_type':
			return [
				{
					pointer: at(),
					message: issue.input === undefined ? missing(path) : `must be ${issue.expected}`
				}
			];
		case 'invalid_value':
			return [
				{
					pointer: at(),
					message:
						issue.input === undefined
							? missing(path)
							: `must be one of ${issue.values.map(String).join(', ')}`
				}
			];
		case 'invalid_union': {
			if (issue.discriminator !== undefined)
				return [{ pointer: at(), message: 'must be a kind that is known here' }];
			if (issue.input === undefined) return [{ pointer: at(), message: missing(path) }];
			const last = issue.errors.at(-1)?.[0];
			return last && issue.message === 'Invalid input'
				? inWords(last, path)
				: [{ pointer: at(), message: issue.message }];
		}
		case 'too_small':
			return [
				{ pointer: at(), message: `must ${inOrigin(issue.origin)} at least ${issue.minimum}` }
			];
		case 'too_big':
			return [
				{ pointer: at(), message: `must ${inOrigin(issue.origin)} at most ${issue.maximum}` }
			];
		default:
			return [{ pointer: at(), message: issue.message }];
	}
}

function inOrigin(origin: string): string {
	if (origin === 'array') return 'have';
	return origin === 'string' ? 'have a length of' : 'be';
}

function missing(path: readonly PropertyKey[]): string {
	return path.at(-1) === 'basis'
		? 'is missing: a rule must name its date basis (arrival, departure or night)'
		: 'is missing';
}

export function toPointer(path: readonly PropertyKey[]): string {
	return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
