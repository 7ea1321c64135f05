import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, cookieOf, type Answer } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { seed } from './seed.ts';

let house: House;

beforeAll(async () => {
	house = await startHouse();
	await seed(house.db);
});
afterAll(() => house.stop());

const password = 'a long enough secret';

test('A1 A2: a guest joins, proves the address by the mailed link and is signed in, by forms alone', async () => {
	const email = 'june@example.com';
	const page = await ask(house.origin, '/join');
	const id = /name="id"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="id"/.exec(page.body);
	const form = joinForm(email, id?.[1] ?? id?.[2] ?? '');

	const [once, twice] = await Promise.all([send('/join', form), send('/join', form)]);
	for (const answer of [once, twice])
		expect([answer.status, answer.headers.get('location')]).toEqual([303, '/home']);
	const home = await ask(house.origin, '/home', { cookie: cookieOf(once) });
	expect(home.status).toBe(200);
	const members = house.db.selectFrom('member_identity').select('email').where('email', '=', email);
	expect(await members.execute()).toHaveLength(1);

	const link = await linkIn(email, '/verify/');
	for (const method of ['GET', 'HEAD', 'GET']) {
		const looked = await ask(house.origin, link, { method });
		expect(looked.status).toBe(200);
		expect(looked.headers.get('cache-control')).toBe('no-store');
	}
	const fresh = 'chosen behind the link';
	const short = await send(link, { password: 'short' });
	expect(short.status).toBe(400);
	expect(short.body).not.toContain('value="short"');
	const proven = await send(link, { password: fresh });
	expect([proven.status, proven.headers.get('location')]).toEqual([303, '/home']);

	// What was asked by the session before leaves the browser the cookie of the new one.
	const late = await ask(house.origin, '/home', { cookie: cookieOf(once) });
	expect([late.status, late.cookies]).toEqual([303, []]);
	expect((await ask(house.origin, '/home', { cookie: cookieOf(proven) })).status).toBe(200);
	expect((await send(link, { password: fresh })).status).toBe(410);
	expect((await send('/sign-in', { email, password })).status).toBe(400);
	expect((await send('/sign-in', { email, password: fresh })).status).toBe(303);
});

test('L6: a form that did not go through keeps what was typed, but no password', async () => {
	const form = { ...joinForm('not an address', crypto.randomUUID()), password: 'short' };
	const { status, body } = await send('/join', form);
	expect(status).toBe(400);
	for (const kept of ['not an address', 'June', 'Okonkwo']) expect(body).toContain(`"${kept}"`);
	expect(body).not.toContain('"short"');
	expect(body).toContain(form.id);
	const refusing = { ...joinForm('may@example.com', crypto.randomUUID()) };
	const { 'consent-membership': _consent, ...without } = refusing;
	expect((await send('/join', without)).status).toBe(400);
});

test('A2: a forgotten password is set anew by the mailed link, and every session ends', async () => {
	const email = 'july@example.com';
	const joined = await send('/join', joinForm(email, crypto.randomUUID()));
	const asked = await send('/forgot', { email });
	expect(asked.status).toBe(200);
	const link = await linkIn(email, '/reset/');
	const reset = await send(link, { password: 'remembered from now on' });
	expect(reset.status).toBe(303);
	expect((await ask(house.origin, '/home', { cookie: cookieOf(joined) })).status).toBe(303);
	expect((await ask(house.origin, '/home', { cookie: cookieOf(reset) })).status).toBe(200);
});

test('A3: changing the password gives this browser a new token', async () => {
	const joined = await send('/join', joinForm('august@example.com', crypto.randomUUID()));
	const cookie = cookieOf(joined);
	const wrong = await send(
		'/me?/password',
		{ currentPassword: 'x', password: 'y'.repeat(12) },
		cookie
	);
	expect(wrong.status).toBe(400);
	const form = { currentPassword: password, password: 'a better one this time' };
	const changed = await send('/me?/password', form, cookie);
	expect(changed.status).toBe(200);
	expect((await ask(house.origin, '/me', { cookie })).status).toBe(303);
	expect((await ask(house.origin, '/me', { cookie: cookieOf(changed) })).status).toBe(200);
});

test('A3: a device is listed and signed out from another one', async () => {
	const form = joinForm('october@example.com', crypto.randomUUID());
	const first = cookieOf(await send('/join', form));
	const second = cookieOf(await send('/sign-in', { email: form.email, password }));
	const { body } = await ask(house.origin, '/me', { cookie: second });
	const sessions = [...body.matchAll(/name="session"[^>]*value="([0-9a-f]{64})"/g)];
	expect(sessions.length).toBeGreaterThan(0);
	for (const [, session] of sessions)
		await send('/me?/signOutDevice', { session: session ?? '' }, second);
	expect((await ask(house.origin, '/me', { cookie: first })).status).toBe(303);
});

test('L5: the language is the profile’s, else the cookie’s, else the browser’s', async () => {
	const lang = ({ body }: Answer) => /<html lang="([^"]+)" dir="ltr"/.exec(body)?.[1];
	const browser = { 'accept-language': 'fr;q=0.9, zh-TW;q=0.8, en;q=0.5' };
	expect(lang(await ask(house.origin, '/'))).toBe('en');
	expect(lang(await ask(house.origin, '/', { headers: browser }))).toBe('zh-CN');

	const chosen = await send('/locale', { locale: 'en', back: '/join' });
	expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/join']);
	const cookie = cookieOf(chosen);
	expect(lang(await ask(house.origin, '/', { headers: browser, cookie }))).toBe('en');

	const chinese = cookieOf(await send('/locale', { locale: 'zh-CN', back: '//evil.example' }));
	const form = joinForm('september@example.com', crypto.randomUUID());
	const member = cookieOf(await send('/join', form, chinese));
	expect(lang(await ask(house.origin, '/me', { cookie: `${member}; ${cookie}` }))).toBe('zh-CN');
	await send('/locale', { locale: 'en', back: '/me' }, member);
	expect(lang(await ask(house.origin, '/me', { cookie: member, headers: browser }))).toBe('en');
});

test('A1 A2: visitors who are signed in are led home, and on to where they wanted to go', async () => {
	const denied = await ask(house.origin, '/stays?year=2025');
	expect(denied.headers.get('location')).toBe('/sign-in?next=%2Fstays%3Fyear%3D2025');
	const form = joinForm('november@example.com', crypto.randomUUID());
	await send('/join', form);
	const target = denied.headers.get('location') ?? '';
	const signedIn = await send(target, { email: form.email, password });
	expect(signedIn.headers.get('location')).toBe('/stays?year=2025');
});

test('design: a shifted clock is the process’s own, and every page says so', async () => {
	const clock = '2017-09-15T08:00:00.000Z';
	const shifted = await startHouse({ STAYWARD_CLOCK: clock });
	try {
		await seed(shifted.db);
		expect(shifted.said()).toContain(clock);
		const { body } = await ask(shifted.origin, '/');
		expect(body).toContain('2017');
		const form = joinForm('june@example.com', crypto.randomUUID());
		const joined = await ask(shifted.origin, '/join', { form });
		expect(joined.status).toBe(303);
		const member = shifted.db.selectFrom('member').select('joined_on').where('id', '=', form.id);
		expect(await member.executeTakeFirst()).toEqual({ joined_on: '2017-09-15' });
		const home = await ask(shifted.origin, '/me', { cookie: cookieOf(joined) });
		expect([home.status, home.body.includes('2017')]).toEqual([200, true]);
	} finally {
		await shifted.stop();
	}
});

function joinForm(email: string, id: string) {
	return {
		id,
		givenName: 'June',
		familyName: 'Okonkwo',
		email,
		password,
		'consent-membership': 'on'
	};
}

function send(target: string, form: Record<string, string>, cookie?: string): Promise<Answer> {
	return ask(house.origin, target, { form, cookie });
}

/** The path of the link in the newest mail to this address; mails arrive as files. */
async function linkIn(email: string, start: string): Promise<string> {
	const folder = path.join(house.dataDir, 'mail');
	for (let tries = 0; tries < 100; tries++) {
		const files = await readdir(folder).catch(() => []);
		for (const file of files
			.filter((name) => name.endsWith('.eml'))
			.toSorted()
			.toReversed()) {
			const mail = await simpleParser(await readFile(path.join(folder, file)));
			const to = [mail.to].flat()[0]?.text;
			const link = new RegExp(`${house.origin}(${start}\\S+)`).exec(mail.text ?? '');
			if (to === email && link?.[1]) return link[1];
		}
		await sleep(50);
	}
	throw new Error(`no mail to ${email} with ${start}`);
}
