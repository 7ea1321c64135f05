import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { OpenSurvey } from '#lib/domain/views/survey.ts';
import { parseKeys } from '#lib/server/crypto/keys.ts';
import { holdKeys } from '#lib/server/crypto/seal.ts';
import type { Db } from '#lib/server/db/database.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { mustHaveKeys } from '#lib/server/preferences/reseal.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { declineResponse } from '#lib/server/surveys/decline-response.ts';
import { readOwnSurveyPhoto, readSurveyPhoto, savePhoto } from '#lib/server/surveys/photos.ts';
import { readSurvey } from '#lib/server/surveys/read-survey.ts';
import { saveAnswers } from '#lib/server/surveys/save-answers.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { withPhoto } from './branched-survey.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf } from './model/house.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-01T09:00:00.000Z';
const later = '2025-04-01T09:05:00.000Z';

const camera = { gps: { IFD3: { GPSLatitude: '38/1 42/1 0/1', GPSLatitudeRef: 'N' } } };
const picture = (background: string) =>
	sharp({ create: { width: 2_400, height: 1_200, channels: 3, background } })
		.withExif({ IFD0: { Make: 'Quillcam' }, ...camera.gps })
		.jpeg()
		.toBuffer();

onBothDatabases((open) => {
	async function asked() {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY']);
		const [ada] = await enrol(db, 1);
		const stay = stayOf(ada!, {
			arrival: '2025-03-30',
			departure: '2025-03-31',
			updatedAt: '2025-03-31T12:00:00.000Z'
		});
		const [recorded] = await recordStays(db, [stay], now, { quiet: true });
		if (!recorded || !('stayId' in recorded)) throw new Error('no stay');
		const who = await askAbout(db, ada!.id, recorded.stayId, now, { survey: withPhoto });
		return { db, who, memberId: ada!.id };
	}

	const photos = (db: Db) => db.selectFrom('survey_photo').selectAll().execute();
	const said = async (db: Db) => {
		const rows = await db.selectFrom('survey_answer').select(['item', 'value']).execute();
		return Object.fromEntries(rows.map(({ item, value }) => [item, value]));
	};

	test('H1 H3: a photo is an answer: smaller, without its place, there on the next device, exactly once', async () => {
		const { db, who, memberId } = await asked();
		const photo = await picture('#b3541e');
		for (let time = 0; time < 3; time++)
			await savePhoto(db, { token: who.token }, { item: 'view', photo }, now);
		expect(await photos(db)).toHaveLength(1);
		const view = (await readSurvey(db, { memberId, id: who.id }, 9, now)) as OpenSurvey;
		expect(view.questions.find(({ id }) => id === 'view')?.value).toMatch(/^[0-9a-f]{32}$/);

		const kept = await readOwnSurveyPhoto(db, { memberId, id: who.id }, 'view');
		const { format, width, exif } = await sharp(kept).metadata();
		expect({ format, width, exif }).toEqual({ format: 'webp', width: 1_800, exif: undefined });
		expect(Buffer.from(kept).includes('Quillcam')).toBe(false);
		expect(await readSurveyPhoto(db, who.id, 'view')).toEqual(kept);
	});

	test('H3: of two photos the one that was said last stays, whichever comes last', async () => {
		const { db, who } = await asked();
		const [red, blue] = [await picture('#f00'), await picture('#00f')];
		await savePhoto(db, who, { item: 'view', photo: blue }, later, later);
		const newer = await savePhoto(db, who, { item: 'view', photo: red }, later, now);
		expect(newer).toEqual([{ item: 'view', at: later }]);
		const { channels } = await sharp(await readSurveyPhoto(db, who.id, 'view')).stats();
		expect((channels[2]?.mean ?? 0) > (channels[0]?.mean ?? 255)).toBe(true);
	});

	test('H3: a photo that is taken back is gone, and one of a survey that was not mine too', async () => {
		const { db, who } = await asked();
		const photo = await picture('#123456');
		await savePhoto(db, who, { item: 'view', photo }, now);
		await saveAnswers(db, who, { view: '' }, later);
		expect(await photos(db)).toEqual([]);
		await expect(readSurveyPhoto(db, who.id, 'view')).rejects.toMatchObject({ code: 'not-found' });
		await savePhoto(db, who, { item: 'view', photo }, later);
		await declineResponse(db, who, later);
		expect(await photos(db)).toEqual([]);
		await expect(readOwnSurveyPhoto(db, who, 'view')).rejects.toMatchObject({ code: 'not-found' });
	});

	test('H1: what is no photo is refused with its reason, and the other answers stay', async () => {
		const { db, who } = await asked();
		await saveAnswers(db, who, { words: 'The harbour' }, now);
		const bomb = await sharp({
			create: { width: 9_000, height: 9_000, channels: 3, background: '#fff' }
		})
			.png()
			.toBuffer();
		const cases: readonly [Uint8Array, string][] = [
			[Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\n'), 'image-unreadable'],
			[randomBytes(2_000), 'image-unreadable'],
			[(await picture('#fff')).subarray(0, 200), 'image-unreadable'],
			[bomb, 'image-too-large'],
			[await animated(), 'image-unreadable'],
			[Buffer.alloc(10_000_001), 'image-too-heavy']
		];
		for (const [photo, code] of cases)
			await expect(savePhoto(db, who, { item: 'view', photo }, now)).rejects.toMatchObject({
				code
			});
		await expect(
			savePhoto(db, who, { item: 'words', photo: await picture('#fff') }, now)
		).rejects.toMatchObject({ code: 'invalid', facts: { field: 'words' } });
		expect(await said(db)).toEqual({ words: 'The harbour' });
		expect(await photos(db)).toEqual([]);
	});

	test('H3: nobody answers with a photo after the survey was sent', async () => {
		const { db, who } = await asked();
		await saveAnswers(db, who, { words: 'The harbour' }, now);
		await submitResponse(db, who, {}, now);
		const photo = await picture('#fff');
		await expect(savePhoto(db, who, { item: 'view', photo }, now)).rejects.toMatchObject({
			code: 'survey-over'
		});
		const other = { memberId: 'other', id: who.id };
		await expect(readOwnSurveyPhoto(db, other, 'view')).rejects.toMatchObject({
			code: 'not-found'
		});
	});

	test('T24 H1: photos are sealed, are sealed anew by a newer key, and a house without the key does not open', async () => {
		const { db, who } = await asked();
		const [old, young] = ['1', '2'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);
		holdKeys(db, parseKeys(old!)!);
		await savePhoto(db, who, { item: 'view', photo: await picture('#456') }, now);
		const shown = await readSurveyPhoto(db, who.id, 'view');
		expect(await photos(db)).toMatchObject([{ key_id: '1' }]);
		holdKeys(db, parseKeys(`${young!},${old!}`)!);
		await runJob(db, 'reseal', '2025-04-01', () => now);
		expect(await photos(db)).toMatchObject([{ key_id: '2' }]);
		expect(await readSurveyPhoto(db, who.id, 'view')).toEqual(shown);
		holdKeys(db, parseKeys(old!)!);
		await expect(mustHaveKeys(db)).rejects.toThrow('lacks');
	});
});

/** A small file of many frames. */
function animated(): Promise<Buffer> {
	const [side, frames] = [200, 60];
	const raw = { width: side, height: side * frames, channels: 3, pageHeight: side } as const;
	const strip = Buffer.alloc(side * side * frames * 3);
	// Frames that are the same would be one.
	for (let at = 0; at < frames; at++)
		strip.fill(at * 4, at * side * side * 3, (at + 1) * side * side * 3);
	return sharp(strip, { raw }).webp().toBuffer();
}
