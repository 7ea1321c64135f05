import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { withPhoto } from '../integration/branched-survey.ts';
import { askAbout } from '../integration/survey-people.ts';
import { Random } from './random.ts';
import { ask, type Ask } from './ask.ts';
import { doors } from './access-table.ts';
import { formsOf, type PageForm } from './forms.ts';
import { startHouse, type House } from './house.ts';
import { addressOf, seed, signedIn, staffSignedIn, type Seeded } from './seed.ts';

const inputs = { fast: 5_000, full: 100_000, soak: 1_000_000 }[
	process.env['STAYWARD_TIER'] ?? 'fast'
];
const chosen = Number(process.env['STAYWARD_SEED'] ?? Date.now() % 1_000_000);
const share = (inputs ?? 0) / 2;
const at_once = 8;

let house: House;
let seeded: Seeded;

describe.each(['sqlite', 'postgres'] as const)('%s', (dialect) => {
	beforeAll(async () => {
		const database = dialect === 'postgres' ? { DATABASE_URL: await createPostgres() } : undefined;
		// Every request comes from another address, so that what is tested is the forms.
		house = await startHouse({ ...database, ADDRESS_HEADER: 'X-Forwarded-For' });
		seeded = await seed(house.db);
	});
	afterAll(() => house.stop());

	test(`T23: ${share} inputs over every form, parameter and header break nothing (seed ${chosen})`, async () => {
		const random = new Random(chosen);
		const broken: string[] = [];
		const statuses: Record<string, number> = {};
		for (let sent = 0; sent < share; sent += at_once) {
			// Limits of an account would hide what lies behind them, and an ended session too.
			if (sent % 40 === 0) await house.db.deleteFrom('rate_count').execute();
			if (sent % 400 === 0) await renewSessions();
			if (sent % 1_200 === 0) await findForms();
			const batch = Array.from({ length: at_once }, () => anyRequest(random));
			const answers = await Promise.all(
				batch.map(({ target, asked }) =>
					ask(house.origin, target, asked).then(
						({ status }) => status,
						(error: Error) => error.message
					)
				)
			);
			for (const [at, status] of answers.entries()) {
				statuses[status] = (statuses[status] ?? 0) + 1;
				if (typeof status === 'string' || status >= 500)
					broken.push(`${status} ${JSON.stringify(batch[at]).slice(0, 1_500)}`);
			}
		}
		console.log(`T23 seed ${chosen}: ${JSON.stringify(statuses)}`);
		expect(broken).toEqual([]);
		expect(house.said()).not.toMatch(/"level":(50|60)|unhandled/i);
		expect(forms.length).toBeGreaterThan(20);
		const ofSurvey = forms.filter(({ target }) => target.startsWith('/s/'));
		expect(ofSurvey.some(({ files, choices }) => files.length > 0 && choices.length > 0)).toBe(
			true
		);
		// It got past the doors: forms were accepted and pages were shown.
		expect(statuses[200] ?? 0).toBeGreaterThan(share / 20);
		expect(statuses[400] ?? 0).toBeGreaterThan(share / 20);
		expect((await ask(house.origin, '/healthz')).status).toBe(200);
	});
});

let cookies: string[] = [];
/** With the place in `cookies` of the one who found it. */
let forms: readonly (PageForm & { readonly who: number })[] = [];

/** Whoever was suspended or lost a role by the last inputs has it again. */
async function restoreStaff(): Promise<void> {
	for (const role of ['desk', 'manager', 'owner'] as const)
		await house.db
			.updateTable('staff')
			.set({ role, status: 'active' })
			.where('email', '=', `${role}@staff.example`)
			.execute();
	await house.db.updateTable('member').set({ status: 'active' }).execute();
}

let opened = 0;

/** A survey with questions of every kind, from its mail and in the portal: the parts of each. */
async function openSurvey(): Promise<string[]> {
	const { member } = seeded;
	opened += 1;
	const survey = { ...withPhoto, id: `photo-${opened}` };
	const now = new Date().toISOString();
	const { id, token } = await askAbout(house.db, member.id, member.stayId, now, { survey });
	return [`/s/${token}`, `/surveys/${id}`].flatMap((path) =>
		[1, 2, 3, 4].map((step) => `${path}?step=${step}`)
	);
}

/** Every form that somebody finds on a page, with the ids that the page gave it. */
async function findForms(): Promise<void> {
	const found: (PageForm & { who: number })[] = [];
	const pages = doors.filter(({ request }) => request === 'GET');
	const surveys = await openSurvey();
	for (const target of [...pages.map(({ routeId }) => addressOf(seeded, routeId)), ...surveys]) {
		for (const [who, cookie] of cookies.entries()) {
			if (cookies.indexOf(cookie) < who) continue;
			const { status, body } = await ask(house.origin, target, { cookie });
			if (status === 200) found.push(...formsOf(body, target).map((form) => ({ ...form, who })));
		}
	}
	// The language and signing out stand on every page; once is enough.
	const kinds = new Map(
		found.map((form) => [`${form.who} ${form.target} ${form.fields.length}`, form])
	);
	forms = [...kinds.values()];
}

async function renewSessions(): Promise<void> {
	const { member, other, unverified } = seeded;
	const fresh = await Promise.all(
		[member, other, unverified].map(({ id }) => signedIn(house.db, id))
	);
	await restoreStaff();
	const staff = await Promise.all(
		(['desk', 'manager', 'owner'] as const).map((role) => staffSignedIn(house.db, role))
	);
	cookies = ['', '', ...fresh, ...fresh, ...staff, `${fresh[0]}; ${staff[2]}`];
}

interface Request {
	readonly target: string;
	readonly asked: Ask;
}

function anyRequest(random: Random): Request {
	const { target, asked } =
		forms.length > 0 && random.chance(0.5) ? filledForm(random) : anyAsk(random);
	const from = `${random.below(224)}.${random.below(256)}.${random.below(256)}.${random.below(256)}`;
	return { target, asked: { ...asked, headers: { ...asked.headers, 'x-forwarded-for': from } } };
}

/** A form of a page, most of it as the page offers it: so the odd rest reaches what lies behind. */
function filledForm(random: Random): Request {
	const { target, multipart, fields, files, choices, who } = random.pick(forms);
	const cookie = cookies[who] ?? '';
	const filled = fields
		.filter(() => random.chance(0.98))
		.map(
			([name, value]) => [name, random.chance(0.15) ? fieldValue(random, name) : value] as const
		);
	if (choices.length > 0)
		for (let chosen = random.below(4); chosen > 0; chosen--) filled.push(random.pick(choices));
	if (random.chance(0.1)) filled.push(...filled.slice(0, 1));
	const headers = { origin: house.origin };
	if (!multipart) {
		const type = 'application/x-www-form-urlencoded';
		const body = new URLSearchParams(filled.map(([name, value]) => [name, value])).toString();
		return {
			target,
			asked: { method: 'POST', cookie, headers: { ...headers, 'content-type': type }, body }
		};
	}
	const parts = [
		...filled.map(([name, value]) => part(`name="${name}"`, Buffer.from(value))),
		...files.map((name) =>
			part(`name="${name}"; filename="${random.pick(fileNames)}"`, anyFile(random))
		)
	];
	const body = Buffer.concat([...parts, Buffer.from('--x--\r\n')]);
	const type = 'multipart/form-data; boundary=x';
	return {
		target,
		asked: { method: 'POST', cookie, headers: { ...headers, 'content-type': type }, body }
	};
}

const fileNames = ['a.png', '../../a.png', 'a.svg', '', 'x'.repeat(300)];

function part(disposition: string, content: Buffer): Buffer {
	const head = `--x\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n`;
	return Buffer.concat([Buffer.from(head), content, Buffer.from('\r\n')]);
}

function anyFile(random: Random): Buffer {
	const heads = [
		'\x89PNG\r\n\x1a\n',
		'\xff\xd8\xff\xe0',
		'RIFF....WEBP',
		'<svg onload="x">',
		'GIF89a',
		'%PDF-1.7',
		''
	];
	return Buffer.concat([Buffer.from(random.pick(heads), 'latin1'), anyBytes(random)]);
}

function anyAsk(random: Random): Request {
	const door = random.pick(doors);
	const target = anyTarget(random, door.routeId, door.request);
	const cookie = random.chance(0.9) ? anyCookie(random, door.routeId) : header(anyText(random));
	const headers: Record<string, string> = { origin: house.origin };
	if (random.chance(0.2)) headers['accept-language'] = header(anyText(random));
	if (random.chance(0.2)) headers['accept'] = random.pick(['application/json', '*/*', 'x/y;q=a']);
	if (random.chance(0.1)) headers['user-agent'] = header(anyText(random));
	if (random.chance(0.1)) headers['x-sveltekit-action'] = 'true';
	if (door.request === 'GET') return { target, asked: { headers, cookie } };
	return { target, asked: { method: 'POST', cookie, ...anyBody(random, headers) } };
}

/** Mostly somebody who is let in. */
function anyCookie(random: Random, routeId: string): string {
	const kind = routeId.startsWith('/(member)')
		? 'stayward='
		: /^\/(admin|desk)/.test(routeId)
			? 'stayward-staff='
			: '';
	const fitting = cookies.filter((cookie) => cookie.includes(kind));
	return random.pick(random.chance(0.8) ? fitting : cookies);
}

const parameterNames = [
	'next',
	'before',
	'sort',
	'order',
	'q',
	'status',
	'from',
	'to',
	'at',
	'step',
	'year',
	'property',
	'page',
	'after',
	'x',
	'/default',
	'/nope',
	'x-sveltekit-invalidated',
	'x-sveltekit-trailing-slash'
];

function anyTarget(random: Random, routeId: string, request: string): string {
	const path = random.chance(0.5)
		? addressOf(seeded, routeId)
		: (routeId.replaceAll(/\/\([^)]+\)/g, '') || '/').replaceAll(/\[\w+\]/g, () => segment(random));
	const action =
		request === 'GET' || request === 'POST' || request === 'default' ? '' : `/${request}`;
	const parameters = Array.from({ length: random.below(3) }, () => {
		const key = random.pick(parameterNames);
		return `${key}=${segment(random)}`;
	});
	const query = [...(action ? [action] : []), ...parameters].join('&');
	const data = request === 'GET' && random.chance(0.2) ? '/__data.json' : '';
	return (path + data).replace('//', '/') + (query ? `?${query}` : '');
}

const fields = [
	'id',
	'givenName',
	'familyName',
	'email',
	'password',
	'currentPassword',
	'locale',
	'back',
	'session',
	'number',
	'consent-membership',
	'consent-marketing',
	'__proto__',
	'constructor'
];

function anyBody(random: Random, headers: Record<string, string>): Ask {
	const names = fields.filter(() => random.chance(0.8));
	const form = Object.fromEntries(names.map((name) => [name, fieldValue(random, name)]));
	const encoded = new URLSearchParams(form).toString();
	const kind = random.below(20);
	if (kind === 0)
		return { headers: { ...headers, 'content-type': 'multipart/form-data' }, body: encoded };
	if (kind === 1)
		return {
			headers: { ...headers, 'content-type': 'multipart/form-data; boundary=x' },
			body: `--x\r\nContent-Disposition: form-data; name="email"; filename="a"\r\n\r\n${encoded}\r\n--x--`
		};
	if (kind === 2)
		return { headers: { ...headers, 'content-type': 'application/json' }, body: encoded };
	const type = 'application/x-www-form-urlencoded';
	if (kind === 3) return { headers: { ...headers, 'content-type': type }, body: anyBytes(random) };
	if (kind === 4)
		return { headers: { ...headers, 'content-type': type }, body: '%'.repeat(random.below(99)) };
	return { headers: { ...headers, 'content-type': type }, body: encoded };
}

/** Often something that goes through, so that what lies behind the first check is reached. */
function fieldValue(random: Random, name: string): string {
	if (random.chance(0.35)) return anyText(random);
	switch (name) {
		case 'id':
			return random.uuid();
		case 'email':
			return random.pick([seeded.member.email, `f${random.below(1_000)}@fuzz.example`]);
		case 'password':
		case 'currentPassword':
			return random.pick([seeded.member.password, seeded.other.password, 'wrong']);
		case 'number':
			return random.pick([seeded.member.number, '1234567890']);
		case 'locale':
			return random.pick(['en', 'zh-CN']);
		case 'consent-membership':
			return 'on';
		case 'back':
			return random.pick(['/', '/me', '//evil.example', 'https://evil.example']);
		default:
			return random.pick(['Ada', '李', 'O’Neill']);
	}
}

const nasty = [
	'',
	' ',
	'\0',
	'a\0b',
	'\r\nSet-Cookie: a=b',
	'\ud800',
	'\uffff',
	'\u202eevil',
	'🧳'.repeat(50),
	'x'.repeat(5_000),
	"' or 1=1 --",
	'"; drop table member; --',
	'<script>alert(1)</script>',
	'{{7*7}}',
	'${7*7}',
	'../../etc/passwd',
	'%00',
	'%',
	'null',
	'undefined',
	'NaN',
	'-1',
	'0',
	'1e309',
	'9'.repeat(400),
	'9999-99-99',
	'2026-02-30',
	'on',
	'[]',
	'{}',
	'__proto__',
	'ada@',
	'@example.com',
	'ada@example.com\nBcc: eve@example.com',
	'"ada"@example.com',
	'ada@[127.0.0.1]',
	`${'a'.repeat(64)}@${'b'.repeat(180)}.example`,
	'=HYPERLINK("x")',
	'e\u0301'.repeat(300)
];

function anyText(random: Random): string {
	if (random.chance(0.6)) return random.pick(nasty);
	const length = random.below(60);
	return Array.from({ length }, () => String.fromCodePoint(random.below(0x2_ffff))).join('');
}

function segment(random: Random): string {
	const text = anyText(random).slice(0, 600).toWellFormed();
	return random.chance(0.9) ? encodeURIComponent(text) : text.replaceAll(/[^\w%-]/g, '');
}

/** What may stand in a header at all; the rest the client itself refuses to send. */
function header(text: string): string {
	return text.replaceAll(/[^\t\x20-\x7e\x80-\xff]/g, '').slice(0, 4_000);
}

function anyBytes(random: Random): Buffer {
	return Buffer.from(Array.from({ length: random.below(200) }, () => random.below(256)));
}

async function createPostgres(): Promise<string> {
	const client = new pg.Client({ connectionString: inject('postgresUrl') });
	await client.connect();
	const name = `fuzz_${process.pid}`;
	await client.query(`create database ${name}`).finally(() => client.end());
	const url = new URL(inject('postgresUrl'));
	url.pathname = name;
	return url.href;
}
