import { randomInt } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { UsageError } from './command.ts';

const length_min = 10;
// Without letters and digits that look alike.
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** From standard input when asked so, else one drawn by chance, which is said once. */
export async function takePassword(
	fromInput: boolean
): Promise<{ password: string; drawn: boolean }> {
	if (!fromInput) return { password: draw(), drawn: true };
	const password = (await text(process.stdin)).replace(/\r?\n$/, '');
	if (password.length < length_min)
		throw new UsageError(`a password has at least ${length_min} characters`);
	return { password, drawn: false };
}

function draw(): string {
	const groups = Array.from({ length: 4 }, () =>
		Array.from({ length: 4 }, () => alphabet[randomInt(alphabet.length)]).join('')
	);
	return groups.join('-');
}
