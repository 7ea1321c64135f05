import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ageHeader, memberHeader } from '#lib/domain/phone/headers.ts';
import { textVersions } from '#lib/server/consent/purposes.ts';
import { newId } from '#lib/server/ids.ts';
import { ask, type Answer } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { Random } from './random.ts';
import { addressOf, seed, type Seeded } from './seed.ts';

const rounds = (process.env['STAYWARD_TIER'] ?? 'fast') === 'fast' ? 20 : 200;
const day_ms = 86_400_000;

let house: House;
let seeded: Seeded;
let photo: Buffer;

beforeAll(async () => {
	house = await startHouse();
	seeded = await seed(house.db);
	const grey = { create: { width: 8, height: 8, channels: 3, background: '#777' } } as const;
	photo = await sharp(grey).jpeg().toBuffer();
});
afterAll(() => house.stop());

interface Round {
	readonly path: string;
	readonly body: FormData;
	/** What is stored in the end, and what has to be. */
	readonly stored: () => Promise<unknown>;
	readonly expected: unknown;
}

test(`T13: ${rounds} answers, claims with a photo, names, languages and consents, sent by two tabs and again after a lost reply, are each stored once`, async () => {
	const random = new Random(131);
	const kinds = [answered, claimed, named, spoken, consented];
	for (let round = 0; round < rounds; round++) {
		const { path, body, stored, expected } = (kinds[round % kinds.length] ?? named)(round);
		const { member, other } = seeded;
		const once = (cookie = member.cookie) => send(path, body, cookie);
		if (random.below(10) < 3) expect((await once(other.cookie)).status).toBe(409);
		if (random.below(10) < 3) expect((await once('')).status).toBe(401);
		// Nobody says that much in a quarter of an hour.
		await house.db.deleteFrom('rate_count').execute();
		const answers = await Promise.all([once(), ...(random.below(2) === 0 ? [once()] : [])]);
		if (random.below(2) === 0) answers.push(await once());
		for (const { status, body: text } of answers) {
			expect(status, text).toBe(200);
			expect(JSON.parse(text), path).toMatchObject({
				type: path === '/stays/claim' ? 'redirect' : 'success'
			});
		}
		expect(await stored(), path).toEqual(expected);
	}
});

function answered(round: number): Round {
	const comment = `Round ${round}`;
	const id = seeded.paths['/(member)/surveys/[id] id'] ?? '';
	return {
		path: `${addressOf(seeded, '/(member)/surveys/[id]')}?/answer`,
		body: formOf({ comment }),
		stored: () =>
			house.db
				.selectFrom('survey_answer')
				.select('value')
				.where('response_id', '=', id)
				.where('item', '=', 'comment')
				.execute(),
		expected: [{ value: comment }]
	};
}

/** Each of a day of its own; those before it are decided, as a guest has only few open ones. */
function claimed(round: number): Round {
	const id = newId();
	const at = (days: number) => new Date(Date.now() - days * day_ms).toISOString().slice(0, 10);
	const ago = 40 + round;
	const fields = { id, property: 'CITY', reference: `B-${round}`, bookedName: 'Ada' };
	const body = formOf({ ...fields, arrival: at(ago), departure: at(ago - 1), note: 'Two nights' });
	body.set('photo', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'bill.jpg');
	return {
		path: '/stays/claim',
		body,
		stored: async () => {
			const mine = await house.db
				.selectFrom('stay_claim')
				.innerJoin('claim_photo', 'claim_photo.claim_id', 'stay_claim.id')
				.select(['stay_claim.id', 'reference'])
				.where('arrival', '=', at(ago))
				.execute();
			const withdrawn = { status: 'withdrawn' } as const;
			await house.db.updateTable('stay_claim').set(withdrawn).where('id', '=', id).execute();
			return mine;
		},
		expected: [{ id, reference: fields.reference }]
	};
}

function named(round: number): Round {
	const givenName = `Ada ${String.fromCodePoint(65 + (round % 26))}`;
	return {
		path: '/me?/name',
		body: formOf({ givenName, familyName: 'Lovelace' }),
		stored: () =>
			house.db
				.selectFrom('member_identity')
				.select(['given_name', 'family_name'])
				.where('member_id', '=', seeded.member.id)
				.executeTakeFirst(),
		expected: { given_name: givenName, family_name: 'Lovelace' }
	};
}

function spoken(round: number): Round {
	const locale = round % 2 === 0 ? 'zh-CN' : 'en';
	return {
		path: '/me?/locale',
		body: formOf({ locale }),
		stored: () =>
			house.db
				.selectFrom('member_identity')
				.select('locale')
				.where('member_id', '=', seeded.member.id)
				.executeTakeFirst(),
		expected: { locale }
	};
}

/** Who joins says no to it. */
let consents = 1;

/** Every change of mind is one row more, however often it was sent. */
function consented(): Round {
	const answer = consents % 2 === 1 ? 'yes' : 'no';
	consents += 1;
	const mine = () =>
		house.db
			.selectFrom('consent')
			.select('given')
			.where('member_id', '=', seeded.member.id)
			.where('purpose', '=', 'marketing')
			.execute();
	return {
		path: '/me?/consent',
		body: formOf({ purpose: 'marketing', answer, version: textVersions.marketing }),
		stored: async () => (await mine()).length,
		expected: consents
	};
}

function formOf(fields: Readonly<Record<string, string>>): FormData {
	const form = new FormData();
	for (const [name, value] of Object.entries(fields)) form.set(name, value);
	return form;
}

async function send(path: string, form: FormData, cookie: string): Promise<Answer> {
	const multipart = new Response(form);
	return ask(house.origin, path, {
		method: 'POST',
		cookie,
		body: Buffer.from(await multipart.arrayBuffer()),
		headers: {
			accept: 'application/json',
			origin: house.origin,
			'content-type': multipart.headers.get('content-type') ?? '',
			'x-sveltekit-action': 'true',
			[memberHeader]: seeded.member.id,
			[ageHeader]: '0'
		}
	});
}
