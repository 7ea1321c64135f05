import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '#lib/domain/calendar.ts';
import { newId } from '#lib/server/ids.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { withPhoto } from '../integration/branched-survey.ts';
import { build, plainVersion, publish, stayOf } from '../integration/model/house.ts';
import { verified } from '../integration/people.ts';
import { askAbout } from '../integration/survey-people.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';

let house: House;

beforeAll(async () => {
	house = await startHouse();
	await publish(house.db, plainVersion);
	await build(house.db);
});
afterAll(() => house.stop());

test('H1 P4: whoever has a link may send some photos, not keep the server drawing', async () => {
	const now = new Date().toISOString();
	const departure = addDays(now.slice(0, 10), -3);
	const { id } = await verified(house.db, { email: `${newId()}@example.com`, locale: 'en' }, now);
	const { number } = await house.db
		.selectFrom('member')
		.select('number')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const stay = stayOf({ id, number }, { arrival: addDays(departure, -1), departure });
	const [recorded] = await recordStays(house.db, [stay], now, { quiet: true });
	if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
	const { token } = await askAbout(house.db, id, recorded.stayId, now, { survey: withPhoto });
	const photo = await sharp({
		create: { width: 8, height: 8, channels: 3, background: '#b3541e' }
	})
		.png()
		.toBuffer();
	const send = async () => {
		const form = new FormData();
		form.set('bed', '4');
		form.set('view', new File([new Uint8Array(photo)], 'view.png', { type: 'image/png' }));
		const request = new Request(house.origin, { method: 'POST', body: form });
		const { status } = await ask(house.origin, `/s/${token}?/answer`, {
			method: 'POST',
			headers: {
				origin: house.origin,
				'content-type': request.headers.get('content-type') ?? ''
			},
			body: Buffer.from(await request.arrayBuffer())
		});
		return status;
	};
	const answers: number[] = [];
	for (let sent = 0; sent < 62 && !answers.includes(429); sent++) answers.push(await send());
	expect(answers.slice(0, 30)).toEqual(Array(30).fill(200));
	expect(answers.at(-1)).toBe(429);
	// The other answers are kept.
	expect(
		await house.db.selectFrom('survey_answer').select('value').where('item', '=', 'bed').execute()
	).toEqual([{ value: '4' }]);
});
