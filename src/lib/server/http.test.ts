import { expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '#lib/domain/refusal.ts';
import {
	checkbox,
	email,
	isFormFailure,
	line,
	newPassword,
	readForm,
	refusalToFail,
	uuid
} from './http.ts';

const Schema = z.object({ id: uuid, name: line(5), email, password: newPassword, agree: checkbox });
const good = {
	id: '0198C0DE-0000-7000-8000-000000000001',
	name: ' Zoë ',
	email: 'ada@example.com',
	password: 'a long enough secret',
	agree: 'on'
};

test('L6: a good form is read as typed values', async () => {
	const form = await readForm(Schema, request(good));
	expect(form).toMatchObject({
		ok: true,
		value: { ...good, id: good.id.toLowerCase(), name: 'Zoë', agree: true }
	});
});

test('L6: each problem stands with its field, and passwords are not kept', async () => {
	const { agree: _agree, ...bad } = {
		...good,
		id: 'x',
		name: 'too long',
		email: 'ada',
		password: 'x'
	};
	const form = await readForm(Schema, request(bad));
	if (form.ok) throw new Error('it went through');
	expect(form.failure.status).toBe(400);
	expect(form.failure.data).toEqual({
		values: { id: 'x', name: 'too long', email: 'ada' },
		problems: {
			id: 'invalid',
			name: 'too-long',
			email: 'email-invalid',
			password: 'password-too-short'
		}
	});
	const empty = await readForm(Schema, request({}));
	expect(!empty.ok && empty.failure.data.problems).toEqual({
		id: 'required',
		name: 'required',
		email: 'required',
		password: 'required'
	});
});

test.each(['\0', 'a\nb', 'a\u202eb', '\u2028', ' '])('T23: %j is no line of text', async (name) => {
	const form = await readForm(Schema, request({ ...good, name }));
	expect(!form.ok && form.failure.data.problems).toHaveProperty('name');
});

test.each([
	['ada@example.com', true],
	['ada.o’neill+x@hotel.example', true],
	['李@例子.公司', true],
	['ada@localhost', false],
	['ada@example.com\nBcc: eve@example.com', false],
	['"ada" <ada@example.com>', false],
	['ada@exam ple.com', false],
	['a@b@c.example', false]
])('A1: %j as an address: %s', (address, right) => {
	expect(email.safeParse(address).success).toBe(right);
});

test('T23: what is no form at all is a failure of the form', async () => {
	const broken = new Request('http://x/', {
		method: 'POST',
		headers: { 'content-type': 'multipart/form-data' },
		body: 'x'
	});
	const form = await readForm(Schema, broken);
	expect(!form.ok && form.failure.data.problems).toEqual({ form: 'invalid' });
});

test('design: a refusal becomes the form’s answer, a defect goes on', () => {
	const failure = refusalToFail(new Refusal('not-enough-points', { short: 600 }), {
		points: '700'
	});
	expect(isFormFailure(failure)).toBe(true);
	expect([failure.status, failure.data]).toEqual([
		409,
		{
			values: { points: '700' },
			problems: {},
			refusal: { code: 'not-enough-points', facts: { short: 600 } }
		}
	]);
	expect(() => refusalToFail(new TypeError('broken'))).toThrow(TypeError);
});

function request(form: Record<string, string>): Request {
	return new Request('http://x/', { method: 'POST', body: new URLSearchParams(form) });
}
