import * as argon2 from '@node-rs/argon2';
import { expect, test, vi } from 'vitest';
import { hashPassword, verifyPassword } from './passwords.ts';

vi.mock('@node-rs/argon2', async (original) => {
	const real = await original<typeof argon2>();
	return { ...real, hash: vi.fn(real.hash), verify: vi.fn(real.verify) };
});

test('A2: passwords are argon2id with 19 MiB, two passes and one lane, each with its own salt', async () => {
	const [one, other] = [await hashPassword('Zoë’s secret'), await hashPassword('Zoë’s secret')];
	expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	expect(one).not.toBe(other);
	expect(await verifyPassword(one, 'Zoe\u0308’s secret')).toBe(true);
	expect(await verifyPassword(one, 'zoë’s secret')).toBe(false);
});

test('A2: an unknown account costs exactly one comparison of the same price, and never matches', async () => {
	const known = await hashPassword('a long enough secret');
	const verify = vi.mocked(argon2.verify);
	for (const stored of [known, undefined]) {
		verify.mockClear();
		expect(await verifyPassword(stored, 'not it')).toBe(false);
		expect(verify).toHaveBeenCalledTimes(1);
		expect(verify.mock.calls[0]?.[0]).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
	}
});

test('A2: at most four run at a time, the next begins when one ends, and a long queue refuses', async () => {
	let running = 0;
	let most = 0;
	vi.mocked(argon2.hash).mockImplementation(async () => {
		most = Math.max(most, ++running);
		await new Promise((resolve) => setTimeout(resolve, 1));
		running--;
		return 'hash';
	});
	const outcomes = await Promise.allSettled(
		Array.from({ length: 110 }, () => hashPassword('a long enough secret'))
	);
	expect(most).toBe(4);
	expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(104);
	expect(outcomes.at(-1)).toMatchObject({ reason: { code: 'too-many-tries' } });
});
