import path from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accessTable } from '#lib/server/auth/access.ts';
import { storeImage } from '#lib/server/media/store-image.ts';
import { findIdentity } from '#lib/server/members/queries.ts';
import { verified } from '../integration/people.ts';
import { doors, type Door } from './access-table.ts';
import { ask, type Answer } from './ask.ts';
import { root, startHouse, type House } from './house.ts';
import {
	addressOf,
	everybody,
	seed,
	signedIn,
	staffSignedIn,
	type Seeded,
	type Who
} from './seed.ts';

let house: House;
let seeded: Seeded;
let picture: string;

beforeAll(async () => {
	house = await startHouse();
	seeded = await seed(house.db);
	picture = await aPicture(house.dataDir);
	seeded = { ...seeded, paths: { ...seeded.paths, '/media/[name] name': picture } };
});
afterAll(() => house.stop());

test('T14: every route, action and endpoint of the build stands in the table, and nothing else does', async () => {
	const built = await builtDoors();
	const listed = doors.map(({ routeId, request }) => `${routeId} ${request}`);
	expect(listed.toSorted()).toEqual(built.toSorted());
	const allowed = Object.entries(accessTable).flatMap(([id, { read, actions, methods }]) =>
		[...(read ? ['GET'] : []), ...Object.keys(actions ?? {}), ...Object.keys(methods ?? {})].map(
			(request) => `${id} ${request}`
		)
	);
	expect(allowed.toSorted()).toEqual(built.toSorted());
});

test('T14: the server’s own table says the same as the checked-in one about whose data it is', () => {
	for (const { routeId, whose } of doors) expect(accessTable[routeId]?.whose, routeId).toBe(whose);
});

test('T14: every canary is visible to its owner', async () => {
	for (const who of ['member', 'other', 'unverified'] as const) {
		const pages = [
			await ask(house.origin, '/home', { cookie: seeded.cookies[who] }),
			await ask(house.origin, '/me', { cookie: seeded.cookies[who] })
		];
		const seen = pages.map(({ body }) => body).join();
		for (const canary of seeded[who].canaries) expect(seen).toContain(canary);
	}
	const { body } = await ask(house.origin, '/admin/mail', { cookie: seeded.cookies.manager });
	expect(body).toContain(seeded.member.email);
});

test('T14: every page, action and endpoint answers everybody as the table says, and leaks nothing', async () => {
	const wrong: string[] = [];
	for (const door of doors) {
		for (const who of everybody) {
			const answer = await knock(door, who);
			const got = outcome(answer);
			if (got !== door.expected[who]) wrong.push(`${name(door)} as ${who}: ${got}`);
			wrong.push(...leaks(door, who, answer));
		}
	}
	expect(wrong).toEqual([]);
});

test('T14: data requests are answered like their pages', async () => {
	const wrong: string[] = [];
	for (const door of doors.filter(isPage)) {
		for (const who of everybody) {
			const cookie = await cookieFor(who);
			const target = `${addressOf(seeded, door.routeId)}/__data.json`.replace('//', '/');
			const answer = await ask(house.origin, target, { cookie });
			const expected = door.expected[who];
			const got = dataOutcome(answer);
			// A page that is not there for the one who asks says so inside its data.
			if (got !== expected) wrong.push(`${target} as ${who}: ${got}, not ${expected}`);
			wrong.push(...leaks(door, who, answer));
		}
	}
	expect(wrong).toEqual([]);
});

test('T14: methods and actions that nobody listed are refused to everybody', async () => {
	const wrong: string[] = [];
	for (const routeId of Object.keys(accessTable)) {
		const route = accessTable[routeId];
		const listed = new Set([
			...(route?.read ? ['GET', 'HEAD'] : []),
			...(route?.actions ? ['POST'] : []),
			...Object.keys(route?.methods ?? {})
		]);
		for (const who of ['guest', 'member', 'owner'] as const) {
			for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE']) {
				if (listed.has(method)) continue;
				const headers = { origin: house.origin };
				const cookie = await cookieFor(who);
				const { status } = await ask(house.origin, addressOf(seeded, routeId), {
					method,
					headers,
					cookie
				});
				if (status !== 405) wrong.push(`${method} ${routeId} as ${who}: ${status}`);
			}
			for (const action of ['nope', 'default', 'constructor', '__proto__', '']) {
				const target = `${addressOf(seeded, routeId)}?/${action}`;
				const cookie = await cookieFor(who);
				const { status } = await ask(house.origin, target, { form: {}, cookie });
				const expected = route?.methods ? [200, 303, 400] : [404, 405];
				if (!expected.includes(status)) wrong.push(`POST ${target} as ${who}: ${status}`);
			}
		}
	}
	expect(wrong).toEqual([]);
});

test('T14: a made-up, dead or foreign session is nobody', async () => {
	const { member, other } = seeded;
	const dead = await signedIn(house.db, other.id);
	await house.db.deleteFrom('session').where('subject_id', '=', other.id).execute();
	const staffToken = seeded.cookies.owner.replace('stayward-staff=', 'stayward=');
	const memberToken = member.cookie.replace('stayward=', 'stayward-staff=');
	const cookies = ['stayward=', 'stayward=x', `stayward=${'a'.repeat(5_000)}`, dead, staffToken];
	for (const cookie of cookies) {
		const home = await ask(house.origin, '/home', { cookie });
		expect([home.status, home.headers.get('location')]).toEqual([303, '/sign-in?next=%2Fhome']);
	}
	for (const cookie of [memberToken, member.cookie, 'stayward-staff=x']) {
		const desk = await ask(house.origin, '/desk', { cookie });
		expect(desk.headers.get('location')).toBe('/staff/sign-in?next=%2Fdesk');
	}
});

test('J6: a picture is everybody’s and may be kept; whoever asks for it is not looked at', async () => {
	for (const cookie of ['', seeded.member.cookie, seeded.cookies.owner, 'stayward=over']) {
		const { status, headers, cookies } = await ask(house.origin, `/media/${picture}`, { cookie });
		expect(status).toBe(200);
		expect(headers.get('content-type')).toBe('image/webp');
		expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(cookies).toEqual([]);
	}
	for (const name of ['none.webp', '..%2fstayward.sqlite', `${'0'.repeat(40)}-480.webp`]) {
		const { status, headers } = await ask(house.origin, `/media/${name}`, {});
		expect(status).toBe(404);
		expect(headers.get('cache-control')).not.toContain('public');
	}
});

test('K5 A5: the desk sees a guest with a stay at its house, of others "valid card, tier"; both are kept', async () => {
	const { cookies, member } = seeded;
	const away = { familyName: 'Wanderlust', email: 'wanderlust@canary.example' };
	const { id } = await verified(house.db, away, new Date().toISOString());
	const number = (await findIdentity(house.db, id))?.number ?? '';
	const look = (typed: string, at = 'CITY') =>
		ask(house.origin, '/desk?/find', { form: { typed, at }, cookie: cookies.desk });

	const guest = await look(`SW1:${member.number}`);
	expect(guest.status).toBe(200);
	expect(guest.body).toContain('Quillfeather');
	expect(guest.body).not.toContain(member.email);
	const card = await look(`${number.slice(0, 5)} ${number.slice(5)}`);
	expect(card.body).toContain('tone-plain');
	for (const secret of Object.values(away)) expect(card.body).not.toContain(secret);
	const slip = await look(number.slice(0, 9) + String((Number(number[9]) + 1) % 10));
	expect(slip.body).not.toContain('tone-');
	expect((await look(member.number, 'ELSEWHERE')).status).toBe(403);

	const acts = await house.db
		.selectFrom('audit')
		.select(['actor_kind', 'subject_id', 'facts'])
		.where('act', '=', 'card-looked-up')
		.orderBy('id')
		.execute();
	expect(acts.map(({ actor_kind, subject_id, facts }) => [actor_kind, subject_id, facts])).toEqual([
		['staff', member.id, JSON.stringify({ property: 'CITY', shown: 'guest' })],
		['staff', id, JSON.stringify({ property: 'CITY', shown: 'card' })],
		['staff', 'unknown', JSON.stringify({ property: 'CITY', shown: 'nothing' })]
	]);
	expect(JSON.stringify(acts)).not.toContain(number);
});

const name = ({ routeId, request }: Door) => `${routeId} ${request}`;
const files = [
	'/admin/surveys/csv',
	'/admin/surveys/scores/csv',
	'/admin/surveys/words/csv',
	'/(member)/stays/claims/[id]/photo',
	'/(member)/keep',
	'/admin/preferences/honoured/csv',
	'/admin/claims/[id]/photo',
	'/(public)/s/[token]/photo/[item]',
	'/(member)/surveys/[id]/photo/[item]',
	'/admin/surveys/responses/[id]/photo/[item]',
	'/(member)/rewards/vouchers/[id]/mark',
	'/healthz',
	'/brand.css',
	'/manifest.webmanifest',
	'/media/[name]',
	'/(member)/points/statement/[month]/csv',
	'/admin/programme/versions/[number]/file'
];
const isPage = ({ routeId, request }: Door) => request === 'GET' && !files.includes(routeId);

async function knock(door: Door, who: Who): Promise<Answer> {
	const cookie = await cookieFor(who);
	const target = addressOf(seeded, door.routeId);
	if (door.request === 'GET') return ask(house.origin, target, { cookie });
	const named = door.request === 'default' || door.request === 'POST';
	return ask(house.origin, named ? target : `${target}?/${door.request}`, { cookie, form: {} });
}

/** A session of its own for every request: some of them end it. */
async function cookieFor(who: Who): Promise<string> {
	if (who === 'guest') return '';
	if (who === 'unverified' || who === 'member' || who === 'other')
		return signedIn(house.db, seeded[who].id);
	return staffSignedIn(house.db, who);
}

function outcome({ status, headers }: Answer): string {
	const location = headers.get('location');
	return location ? `→${location.replace(/\?.*$/, '')}` : String(status);
}

function dataOutcome({ status, body }: Answer): string {
	if (status !== 200) return String(status);
	const answer = JSON.parse(body.split('\n')[0] ?? '') as {
		type: string;
		location?: string;
		nodes?: ({ type: string; status?: number } | null)[];
	};
	if (answer.type === 'redirect') return `→${answer.location?.replace(/\?.*$/, '')}`;
	const failed = answer.nodes?.find((node) => node?.type === 'error');
	return String(failed?.status ?? 200);
}

/** Whatever a body says of guests whose data it may not hold. */
function leaks({ routeId, request, whose }: Door, who: Who, { body }: Answer): string[] {
	const staff = who === 'desk' || who === 'manager' || who === 'owner';
	const own = who === 'guest' || staff ? undefined : seeded[who];
	const foreign = [seeded.member, seeded.other, seeded.unverified].filter(
		(guest) => !(whose === 'own' && guest === own)
	);
	const seesAll = whose.startsWith('all ') && (who === 'manager' || who === 'owner');
	// Their names and numbers; nobody's address.
	const seesGuests = whose === 'guests of the house' && staff;
	return foreign
		.flatMap(({ canaries }) => canaries)
		.filter((canary) => !seesAll && !(seesGuests && !canary.includes('@')))
		.filter((canary) => body.includes(canary))
		.map((canary) => `${routeId} ${request} as ${who} shows ${canary}`);
}

/** The name of a picture that the house keeps. */
async function aPicture(dataDir: string): Promise<string> {
	const create = { width: 8, height: 8, channels: 3, background: '#1f4a44' } as const;
	const image = await storeImage(dataDir, await sharp({ create }).png().toBuffer());
	return `${image}-480.webp`;
}

interface Built {
	readonly manifest: {
		readonly _: {
			readonly routes: readonly {
				readonly id: string;
				readonly page: { readonly leaf: number } | null;
				readonly endpoint: (() => Promise<Record<string, unknown>>) | null;
			}[];
			readonly nodes: readonly (() => Promise<{
				readonly server?: { readonly actions?: Record<string, unknown> };
			}>)[];
		};
	};
}

/** Every way in that the build has: pages, their actions, endpoints and their methods. */
async function builtDoors(): Promise<string[]> {
	const file = path.join(root, '.svelte-kit/output/server/manifest-full.js');
	const { manifest } = (await import(pathToFileURL(file).href)) as Built;
	const found: string[] = [];
	for (const { id, page, endpoint } of manifest._.routes) {
		if (page) {
			const node = await manifest._.nodes[page.leaf]?.();
			found.push(`${id} GET`);
			found.push(...Object.keys(node?.server?.actions ?? {}).map((action) => `${id} ${action}`));
		}
		if (endpoint) {
			const methods = Object.keys(await endpoint()).filter((key) => /^[A-Z]+$/.test(key));
			found.push(...methods.map((method) => `${id} ${method}`));
		}
	}
	return found;
}
