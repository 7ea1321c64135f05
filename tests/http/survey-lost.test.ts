import { request } from 'node:http';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import { newId } from '#lib/server/ids.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { build, plainVersion, publish, stayOf } from '../integration/model/house.ts';
import { withPhoto } from '../integration/branched-survey.ts';
import { verified } from '../integration/people.ts';
import { askAbout } from '../integration/survey-people.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';
import { signedIn } from './seed.ts';

const rounds = (process.env['STAYWARD_TIER'] ?? 'fast') === 'fast' ? 20 : 200;

let house: House;
let photo: Buffer;

beforeAll(async () => {
	house = await startHouse();
	await publish(house.db, plainVersion);
	await build(house.db);
	const grey = { create: { width: 8, height: 8, channels: 3, background: '#777' } } as const;
	photo = await sharp(grey).jpeg().toBuffer();
});
afterAll(() => house.stop());

/** A guest who is asked about a stay: from the mail, and signed in. */
async function asked() {
	const now = new Date().toISOString();
	const departure = addDays(now.slice(0, 10), -2);
	const { id } = await verified(house.db, { email: `${newId()}@example.com`, locale: 'en' }, now);
	const { number } = await house.db
		.selectFrom('member')
		.select('number')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const stay = stayOf({ id, number }, { arrival: addDays(departure, -1), departure });
	const [recorded] = await recordStays(house.db, [stay], now, { quiet: true });
	if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
	const survey = await askAbout(house.db, id, recorded.stayId, now);
	return { memberId: id, ...survey, cookie: await signedIn(house.db, id) };
}

/** What is stored of a guest in the end. */
async function kept(memberId: string) {
	const responses = await house.db
		.selectFrom('survey_response')
		.select(['id', 'status', 'points'])
		.where('member_id', '=', memberId)
		.execute();
	const ids = responses.map(({ id }) => id);
	const answers = await house.db
		.selectFrom('survey_answer')
		.select(['item', 'value'])
		.where('response_id', 'in', ids)
		.orderBy('item')
		.execute();
	const entries = await house.db
		.selectFrom('entry')
		.select(['kind', 'points'])
		.where('member_id', '=', memberId)
		.orderBy('sequence')
		.execute();
	const cases = await house.db
		.selectFrom('guest_case')
		.innerJoin('case_message', 'case_message.case_id', 'guest_case.id')
		.select(['guest_case.kind', 'case_message.body'])
		.where('member_id', '=', memberId)
		.execute();
	return {
		responses: responses.map(({ status, points }) => [status, points]),
		answers: answers.map(({ item, value }) => [item, value]),
		points: entries.map(({ kind, points }) => [kind, points]),
		cases: cases.map(({ kind, body }) => [kind, body])
	};
}

interface Sent {
	readonly path: string;
	readonly body: string | Buffer;
	readonly headers: Readonly<Record<string, string>>;
}

function form(path: string, cookie: string, fields: Readonly<Record<string, string>>): Sent {
	const body = new URLSearchParams(fields).toString();
	const type = 'application/x-www-form-urlencoded';
	return { path, body, headers: { 'content-type': type, cookie, origin: house.origin } };
}

/** Sends it, and hangs up as soon as an answer comes: it was stored, and nobody read that it was. */
function lose({ path, body, headers }: Sent): Promise<void> {
	const { hostname, port } = new URL(house.origin);
	return new Promise((resolve, reject) => {
		const asking = request(
			{
				...{ host: hostname === 'localhost' ? '127.0.0.1' : hostname, port, path },
				method: 'POST',
				headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) }
			},
			(answer) => {
				answer.destroy();
				resolve();
			}
		);
		asking.on('error', reject);
		asking.end(body);
	});
}

const again = ({ path, body, headers }: Sent) =>
	ask(house.origin, path, { method: 'POST', body, headers: { ...headers } });

const answers = { location: '1', recommend: '2', comment: 'The window would not close.' };

test(`T13 H3 H7: a survey whose reply is lost after the commit, ${rounds} times, is one response, one case and its points once`, async () => {
	for (let round = 0; round < rounds; round++) {
		const { memberId, id, token, cookie } = await asked();
		// Half of them from the mail, half signed in.
		const door = round % 2 === 0 ? `/s/${token}` : `/surveys/${id}`;
		const sent = form(`${door}?/submit`, round % 2 === 0 ? '' : cookie, answers);
		await lose(sent);
		await Promise.all([lose(sent), lose(sent)]);
		expect((await again(sent)).status).toBeLessThan(400);
		expect(await kept(memberId)).toEqual({
			responses: [['submitted', 200]],
			answers: [
				['comment', answers.comment],
				['location', '1'],
				['recommend', '2']
			],
			points: [['bonus', 200]],
			cases: [['complaint', answers.comment]]
		});
		await house.db.deleteFrom('rate_count').execute();
	}
});

test(`T13 H3: answers and a photo whose reply is lost after the commit, ${rounds} times, are each stored once`, async () => {
	const { id: survey_id } = withPhoto;
	await house.db
		.insertInto('survey_version')
		.values({
			...{ survey_id, version: 1, document: JSON.stringify(withPhoto), judgements: null },
			...{ published_at: new Date().toISOString(), published_by: 'test' }
		})
		.execute();
	for (let round = 0; round < rounds; round++) {
		const { memberId, id, token } = await asked();
		const response = house.db.updateTable('survey_response').where('id', '=', id);
		await response.set({ survey_id, version: 1 }).execute();
		const multipart = new Response(photoForm());
		const type = multipart.headers.get('content-type') ?? '';
		const sent: Sent = {
			path: `/s/${token}?/answer`,
			body: Buffer.from(await multipart.arrayBuffer()),
			headers: { 'content-type': type, origin: house.origin }
		};
		await Promise.all([lose(sent), lose(sent)]);
		const { status, body } = await again(sent);
		expect(status, body).toBeLessThan(400);
		const photos = await house.db
			.selectFrom('survey_photo')
			.select('item')
			.where('response_id', '=', id)
			.execute();
		expect(photos).toEqual([{ item: 'view' }]);
		const { responses, answers: said } = await kept(memberId);
		expect(responses).toEqual([['started', null]]);
		expect(said.map(([item]) => item)).toEqual(['bed', 'view']);
		await house.db.deleteFrom('rate_count').execute();
	}
});

function photoForm(): FormData {
	const sent = new FormData();
	sent.set('bed', '4');
	sent.set('view', new Blob([new Uint8Array(photo)], { type: 'image/jpeg' }), 'window.jpg');
	return sent;
}
