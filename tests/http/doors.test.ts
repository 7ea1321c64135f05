import { spawnSync } from 'node:child_process';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessTable, body_bytes_max, writtenOnRead } from '#lib/server/auth/access.ts';
import type { Tables } from '#lib/server/db/tables.ts';
import { ask, cookieOf, type Answer } from './ask.ts';
import { root, startHouse, type House } from './house.ts';
import { addressOf, seed, signedIn, type Seeded } from './seed.ts';

let house: House;
let seeded: Seeded;

beforeAll(async () => {
	house = await startHouse();
	seeded = await seed(house.db);
});
afterAll(() => house.stop());

const foreign = 'https://evil.example';
const types = [
	'application/x-www-form-urlencoded',
	'multipart/form-data; boundary=x',
	'text/plain',
	'application/json',
	'application/octet-stream',
	undefined
];

test('T16: an unsafe request passes only from our own origin, for every route, method and content type', async () => {
	const { origin } = house;
	const strangers: Record<string, string>[] = [
		{},
		{ origin: foreign },
		{ origin: 'null' },
		{ origin: origin.replace('http:', 'https:') },
		{ origin: `${origin}.evil.example` },
		{ origin: origin.replace(/:\d+$/, ':1') },
		{ origin, 'sec-fetch-site': 'cross-site' },
		{ origin, 'sec-fetch-site': 'same-site' },
		{ origin, 'sec-fetch-site': 'none' },
		{ 'sec-fetch-site': 'cross-site' },
		{ 'sec-fetch-site': 'same-site' },
		{ origin: foreign, 'sec-fetch-site': 'same-origin' }
	];
	const before = await rows();
	const passed: string[] = [];
	for (const { path, method } of unsafeDoors()) {
		for (const type of types) {
			for (const from of strangers) {
				const headers = { ...from, ...(type && { 'content-type': type }) };
				const cookie = `${seeded.cookies.member}; ${seeded.cookies.owner}`;
				const answer = await ask(origin, path, { method, headers, cookie, body: 'a=b' });
				if (answer.status !== 403) passed.push(`${method} ${path} ${JSON.stringify(headers)}`);
			}
		}
	}
	expect(passed).toEqual([]);
	expect(await rows()).toEqual(before);
});

test('T16: our own pages pass, with Origin alone and with Sec-Fetch-Site', async () => {
	const { origin } = house;
	const owns: Record<string, string>[] = [{ origin }, { origin, 'sec-fetch-site': 'same-origin' }];
	for (const headers of owns) {
		const answer = await ask(origin, '/locale', { form: { locale: 'en', back: '/' }, headers });
		expect(answer.status).toBe(303);
	}
});

test('T16: no GET changes a row but those that the access table lists', async () => {
	const { cookies } = seeded;
	const before = await rows();
	const silent = Object.keys(accessTable).filter((id) => !accessTable[id]?.keepsLook);
	const paths = [
		...silent.map((id) => addressOf(seeded, id)),
		...silent.map((id) => `${addressOf(seeded, id)}/__data.json`),
		'/?/default',
		'/join?/default',
		'/me?/password&_method=POST'
	];
	for (const cookie of Object.values(cookies))
		for (const path of paths)
			for (const method of ['GET', 'HEAD'])
				await ask(house.origin, path, {
					method,
					cookie,
					headers: { 'x-http-method-override': 'POST' }
				});
	expect(await rows()).toEqual(before);
});

test('T16 K5: where the access table says that a look is kept, a GET writes that and nothing else', async () => {
	const looks = Object.keys(accessTable).filter((id) => accessTable[id]?.keepsLook);
	expect(looks).not.toEqual([]);
	const { audit: _, ...before } = await rows();
	for (const cookie of Object.values(seeded.cookies))
		for (const id of looks) await ask(house.origin, addressOf(seeded, id), { cookie });
	const { audit: kept, ...after } = await rows();
	expect(after).toEqual(before);
	expect(kept).toContain('arrivals-seen');
});

test('quality: the headers are on every answer, whoever gives it', async () => {
	const { origin } = house;
	const { cookies } = seeded;
	const answers: [string, Answer][] = [
		['page', await ask(origin, '/')],
		['signed-in page', await ask(origin, '/me', { cookie: cookies.member })],
		['redirect', await ask(origin, '/home')],
		['data', await ask(origin, '/me/__data.json', { cookie: cookies.member })],
		['file', await ask(origin, '/favicon.svg')],
		['script', await ask(origin, await scriptPath())],
		['style', await ask(origin, '/brand.css')],
		['not there', await ask(origin, '/nowhere')],
		['denied', await ask(origin, '/admin/mail', { cookie: cookies.desk })],
		['no method', await ask(origin, '/', { method: 'PUT', headers: { origin } })],
		['crooked', await ask(origin, '//evil.example')],
		['too large', await ask(origin, '/join', { form: { a: 'x'.repeat(body_bytes_max) } })],
		['foreign', await ask(origin, '/join', { form: { a: 'b' }, headers: { origin: foreign } })],
		['failed form', await ask(origin, '/join', { form: {} })]
	];
	for (const [what, { headers }] of answers) {
		const policy = headers.get('content-security-policy') ?? '';
		for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"])
			expect(policy, what).toContain(part);
		expect(policy, what).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
		expect(headers.get('x-content-type-options'), what).toBe('nosniff');
		expect(headers.get('referrer-policy'), what).toBe('same-origin');
		expect(headers.get('cross-origin-opener-policy'), what).toBe('same-origin');
		expect(headers.get('permissions-policy'), what).toMatch(/camera=\(\)/);
		// Over plain http the promise would be ignored, and localhost must stay reachable.
		expect(headers.get('strict-transport-security'), what).toBeNull();
	}
	const personal = ['signed-in page', 'data', 'failed form'];
	for (const [what, { headers }] of answers)
		if (personal.includes(what)) expect(headers.get('cache-control'), what).toContain('no-store');
});

test('quality: what is not modified keeps the policy that it was stored with', async () => {
	const file = await ask(house.origin, '/favicon.svg');
	expect(file.headers.get('content-security-policy')).toContain("object-src 'none'");
	const headers = { 'if-none-match': file.headers.get('etag') ?? '' };
	const again = await ask(house.origin, '/favicon.svg', { headers });
	expect(again.status).toBe(304);
	expect(again.headers.get('content-security-policy')).toBeNull();
	expect(again.headers.get('x-content-type-options')).toBe('nosniff');
});

test('quality: a page’s policy names a nonce of its own, which all its scripts carry', async () => {
	const nonces = new Set<string>();
	for (let n = 0; n < 3; n++) {
		const { headers, body } = await ask(house.origin, '/join');
		const policy = headers.get('content-security-policy') ?? '';
		const nonce = /script-src 'self' 'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
		expect(nonce.length).toBeGreaterThanOrEqual(16);
		nonces.add(nonce);
		for (const [script] of body.matchAll(/<script[^>]*>/g))
			expect(script).toContain(`nonce="${nonce}"`);
		expect(body).not.toMatch(/\son\w+="/);
	}
	expect(nonces.size).toBe(3);
});

test('quality: the camera is allowed on the desk and nowhere else', async () => {
	const desk = await ask(house.origin, '/desk', { cookie: seeded.cookies.desk });
	expect(desk.headers.get('permissions-policy')).toContain('camera=(self)');
	const mail = await ask(house.origin, '/admin/mail', { cookie: seeded.cookies.owner });
	expect(mail.headers.get('permissions-policy')).toContain('camera=()');
});

test('quality: paths that could be read as another host, and text no database takes, are refused', async () => {
	const crooked = [
		'//evil.example',
		'///evil.example/%2e%2e',
		'/\\evil.example',
		'/%5cevil.example',
		'/%2f%2fevil.example',
		'/points/%00',
		'/stays?year=%00'
	];
	for (const path of crooked) expect((await ask(house.origin, path)).status, path).toBe(400);
	for (const next of [
		'//evil.example',
		'https://evil.example',
		'/\\evil.example',
		'javascript:1'
	]) {
		const cookie = await signedIn(house.db, seeded.other.id);
		const target = `/sign-in?${new URLSearchParams({ next }).toString()}`;
		const { status, headers } = await ask(house.origin, target, { cookie });
		expect([status, headers.get('location')], next).toEqual([303, '/home']);
	}
});

test('quality: a body without a length or above the limit is not read', async () => {
	const { hostname, port } = new URL(house.origin);
	const reply = await raw(
		hostname,
		Number(port),
		`POST /join HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`
	);
	expect(reply).toMatch(/^HTTP\/1\.1 411 /);
	const huge = await raw(
		hostname,
		Number(port),
		'POST /join HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n'
	);
	expect(huge).toMatch(/^HTTP\/1\.1 413 /);
});

test('A3: over https cookies are __Host- and Secure, and HSTS is sent', async () => {
	const secure = await startHouse({ ORIGIN: 'https://stays.example.com' });
	try {
		const { member } = await seed(secure.db);
		const answer = await signInOver(secure, member.email, member.password);
		expect(answer.status).toBe(303);
		expect(answer.headers.get('strict-transport-security')).toMatch(/max-age=\d{8}/);
		const names = answer.cookies.map((cookie) => cookie.split('=')[0]);
		expect(names.toSorted()).toEqual(['__Host-stayward', '__Host-stayward-device']);
		for (const cookie of answer.cookies)
			for (const attribute of ['Path=/', 'HttpOnly', 'Secure', 'SameSite=Lax'])
				expect(cookie).toContain(attribute);
		for (const cookie of answer.cookies) expect(cookie).not.toMatch(/Domain=/i);
	} finally {
		await secure.stop();
	}
});

test('A3: over http cookies have plain names, and the start says so', async () => {
	const { email, password } = seeded.other;
	const answer = await ask(house.origin, '/sign-in', { form: { email, password } });
	expect(answer.status).toBe(303);
	expect(answer.cookies.join()).toMatch(/^stayward=/);
	expect(answer.cookies.join()).not.toContain('Secure');
	for (const cookie of answer.cookies) expect(cookie).toMatch(/HttpOnly/);
	expect(house.said()).toContain('plain http');
	const home = await ask(house.origin, '/me', { cookie: cookieOf(answer) });
	expect(home.status).toBe(200);
});

test('T15: signing out kills the session in the database, not only in the browser', async () => {
	const cookie = await signedIn(house.db, seeded.other.id);
	expect((await ask(house.origin, '/me', { cookie })).status).toBe(200);
	const out = await ask(house.origin, '/sign-out', { cookie, form: {} });
	expect([out.status, out.headers.get('location')]).toEqual([303, '/']);
	expect((await ask(house.origin, '/me', { cookie })).status).toBe(303);
});

test('T21: a spoofed forwarding header opens no new bucket', async () => {
	await awayFromWindowEnd();
	const statuses: number[] = [];
	for (let n = 0; n < 75; n++) {
		const headers = {
			'x-forwarded-for': `198.51.100.${n}`,
			'x-real-ip': `198.51.100.${n}`,
			forwarded: `for=198.51.100.${n}`,
			'true-client-ip': `198.51.100.${n}`
		};
		const form = { email: `nobody${n}@example.com`, password: 'Summer2026!' };
		statuses.push((await ask(house.origin, '/sign-in', { form, headers })).status);
	}
	expect(statuses.filter((status) => status === 429).length).toBeGreaterThanOrEqual(15);
	expect(statuses.at(-1)).toBe(429);
});

test('T21: a trusted proxy’s header is read from its end, so what a client wrote before does not count', async () => {
	await awayFromWindowEnd();
	const proxied = await startHouse({ ADDRESS_HEADER: 'X-Forwarded-For', XFF_DEPTH: '1' });
	try {
		const statuses: number[] = [];
		for (let n = 0; n < 65; n++) {
			const headers = { 'x-forwarded-for': `198.51.100.${n}, 203.0.113.5` };
			const form = { email: `nobody${n}@example.com`, password: 'Summer2026!' };
			statuses.push((await ask(proxied.origin, '/sign-in', { form, headers })).status);
		}
		expect(statuses.slice(0, 60)).toEqual(Array<number>(60).fill(400));
		expect(statuses.slice(60)).toEqual(Array<number>(5).fill(429));
		const elsewhere = { 'x-forwarded-for': '203.0.113.6' };
		const form = { email: 'nobody@example.com', password: 'Summer2026!' };
		const other = await ask(proxied.origin, '/sign-in', { form, headers: elsewhere });
		expect(other.status).toBe(400);
	} finally {
		await proxied.stop();
	}
});

test('T20: a known and an unknown address get the same answer', async () => {
	const fresh = await startHouse();
	try {
		const { member } = await seed(fresh.db);
		const doors: [string, (email: string) => Record<string, string>][] = [
			['/sign-in', (email) => ({ email, password: 'not the password' })],
			['/forgot', (email) => ({ email })],
			['/staff/sign-in', (email) => ({ email, password: 'not the password' })]
		];
		const unknown = member.email.replace('quill', 'xuill');
		for (const [path, form] of doors) {
			const staff = path.startsWith('/staff');
			const known = staff ? 'owner@staff.example' : member.email;
			const other = staff ? 'xwner@staff.example' : unknown;
			const one = await ask(fresh.origin, path, { form: form(known) });
			const two = await ask(fresh.origin, path, { form: form(other) });
			expect(comparable(two, other), path).toEqual(comparable(one, known));
		}
		const join = (email: string) => ({
			form: {
				id: crypto.randomUUID(),
				givenName: 'Ada',
				familyName: 'Lindqvist',
				email,
				password: 'a long enough secret',
				'consent-membership': 'on'
			}
		});
		const one = await ask(fresh.origin, '/join', join(member.email));
		const two = await ask(fresh.origin, '/join', join(unknown));
		expect(one.status).toBe(303);
		expect(comparable(two, unknown)).toEqual(comparable(one, member.email));
	} finally {
		await fresh.stop();
	}
});

test('T11: asked to stop, it answers what it accepted and exits with 0', async () => {
	const stopping = await startHouse();
	const { member } = await seed(stopping.db);
	const requests = Array.from({ length: 20 }, () =>
		ask(stopping.origin, '/sign-in', {
			form: { email: member.email, password: member.password }
		})
	);
	await Promise.race(requests);
	const [code, ...answers] = await Promise.all([stopping.stop(), ...requests]);
	expect(code).toBe(0);
	for (const { status } of answers) expect([303, 429]).toContain(status);
});

test('a wrong variable stops the start with a sentence that says which and why', () => {
	const wrong: [Record<string, string>, RegExp][] = [
		[{ PORT: '99999' }, /PORT must be a port/],
		[{ DATABASE_URL: 'mysql://x' }, /DATABASE_URL must be a postgres/],
		[{ ORIGIN: 'stays.example.com' }, /ORIGIN must be scheme, host and port/],
		[{ ORIGIN: 'https://stays.example.com/path' }, /ORIGIN must be/],
		[{ STAYWARD_CLOCK: 'yesterday' }, /STAYWARD_CLOCK must be an instant/],
		[{ STAYWARD_CLOCK: '2026-03-01', NODE_ENV: 'production' }, /STAYWARD_CLOCK is for demo/],
		[{ STAYWARD_CLOCK: '2026-03-01', ORIGIN: 'https://a.example' }, /STAYWARD_CLOCK is for demo/],
		[{ XFF_DEPTH: '2' }, /XFF_DEPTH needs ADDRESS_HEADER/],
		[{ SMTP_URL: 'http://mail' }, /SMTP_URL must be/],
		[{ LOG_LEVEL: 'loud' }, /LOG_LEVEL must be one of/]
	];
	for (const [env, sentence] of wrong) {
		const started = spawnSync(process.execPath, ['src/server.ts'], {
			cwd: root,
			env: { PATH: process.env['PATH'], ...env },
			encoding: 'utf8',
			timeout: 20_000
		});
		expect(started.status, JSON.stringify(env)).toBe(1);
		expect(started.stderr).toMatch(sentence);
	}
});

/** Tries are counted by quarters of an hour; a test must not lie across two of them. */
async function awayFromWindowEnd(): Promise<void> {
	const quarter_ms = 15 * 60_000;
	const left_ms = quarter_ms - (Date.now() % quarter_ms);
	if (left_ms < 60_000) await sleep(left_ms);
}

function unsafeDoors(): { path: string; method: string }[] {
	return Object.entries(accessTable).flatMap(([id, route]) => {
		const path = addressOf(seeded, id);
		const posts = Object.keys(route.actions ?? {}).map((name) => ({
			path: name === 'default' ? path : `${path}?/${name}`,
			method: 'POST'
		}));
		const methods = ['POST', 'PUT', 'PATCH', 'DELETE'].map((method) => ({ path, method }));
		return [...posts, ...methods];
	});
}

// What the house does by itself while nobody asks: jobs run, and mails that waited leave.
const byItself: readonly string[] = ['job_run', 'outbox'];

/** Every table of the database as it stands, but those that a GET may write. */
async function rows(): Promise<Record<string, string>> {
	const tables = await house.db.introspection.getTables();
	const found: Record<string, string> = {};
	for (const name of tables.map((table) => table.name as keyof Tables)) {
		if ([...writtenOnRead, ...byItself].includes(name)) continue;
		found[name] = JSON.stringify(await house.db.selectFrom(name).selectAll().execute());
	}
	const { count } = house.db.fn;
	const mails = house.db.selectFrom('outbox').select(count('id').as('count'));
	found['outbox'] = JSON.stringify(await mails.execute());
	return found;
}

async function scriptPath(): Promise<string> {
	const { body } = await ask(house.origin, '/');
	return `/${/_app\/immutable\/entry\/start\.[^"]+\.js/.exec(body)?.[0] ?? ''}`;
}

function comparable({ status, headers, body, cookies }: Answer, email: string) {
	const names = [...headers.keys()].filter((name) => name !== 'date').toSorted();
	const shape = cookies.map((cookie) =>
		cookie.replace(/=[\w-]{43}/, '=').replace(/expires=[^;]+/i, '')
	);
	const text = body
		.replaceAll(email, 'ADDRESS')
		.replaceAll(/nonce[-="']+[^"'\s]+/g, 'NONCE')
		.replaceAll(/__sveltekit_\w+/g, 'KIT');
	return { status, names, location: headers.get('location'), shape, text, length: body.length };
}

async function signInOver(secure: House, email: string, password: string): Promise<Answer> {
	const form = new URLSearchParams({ email, password }).toString();
	return ask(`http://127.0.0.1:${secure.port}`, '/sign-in', {
		method: 'POST',
		body: form,
		headers: {
			origin: secure.origin,
			'content-type': 'application/x-www-form-urlencoded'
		}
	});
}

function raw(hostname: string, port: number, text: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, hostname === 'localhost' ? '127.0.0.1' : hostname);
		let reply = '';
		socket.on('data', (chunk: Buffer) => (reply += chunk.toString()));
		socket.on('end', () => resolve(reply));
		socket.on('error', reject);
		socket.write(text);
	});
}
