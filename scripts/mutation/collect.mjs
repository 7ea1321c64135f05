export { expect } from 'vitest';

/** Takes the place of Vitest's `test` and `describe`: collects, so that one process can run a test a thousand times. */
export const tests = [];
let within = '';

export function test(title, run) {
	tests.push({ id: `${tests.length} ${within}${title}`, run, usualMs: 50 });
}
test.each = (rows) => (title, run) =>
	rows.forEach((row) => test(title, () => (Array.isArray(row) ? run(...row) : run(row))));
test.for = (rows) => (title, run) => rows.forEach((row) => test(title, () => run(row)));

export function describe(title, declare) {
	const outside = within;
	within += `${title} › `;
	declare();
	within = outside;
}
describe.each = (rows) => (title, declare) =>
	rows.forEach((row) =>
		describe(title, () => (Array.isArray(row) ? declare(...row) : declare(row)))
	);
