import { expect, test } from 'vitest';
import type { ProgrammeFile } from '#lib/domain/programme/programme.ts';
import { listTemplates, readTemplate } from '#lib/domain/programme/templates.ts';
import { publishProgramme } from '#lib/server/programme/publish.ts';
import { listVersionLines } from '#lib/server/programme/queries.ts';
import { findProgramme, readProgramme, readToday } from '#lib/server/programme/read-programme.ts';
import { addProperty, listProperties } from '#lib/server/stays/properties.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';

const now = '2026-03-10T12:00:00.000Z';
const actor = { kind: 'staff', id: 'manager' } as const;

onBothDatabases((open) => {
	const pearl = () => readTemplate('pearl') as ProgrammeFile;

	test.for(listTemplates())(
		'D8 D1: %s is published into an empty house, from the beginning',
		async (name) => {
			const db = await open();
			const file = readTemplate(name) as ProgrammeFile;
			const published = await publishProgramme(db, file, '2026-05-01', actor, now);
			expect(published).toHaveLength(file.versions.length);
			expect(published[0]).toEqual({ number: 1, from: '0001-01-01' });
			expect((await readProgramme(db))[0].document).toMatchObject({
				currency: file.versions[0].currency
			});
			const audit = await db
				.selectFrom('audit')
				.select(['act', 'actor_id', 'subject_id'])
				.execute();
			expect(audit[0]).toEqual({
				act: 'programme-published',
				actor_id: 'manager',
				subject_id: '1'
			});
		}
	);

	test('D1: all versions of a first file are published, each from its own day', async () => {
		const db = await open();
		const [version] = pearl().versions;
		const file = { ...pearl(), versions: [version, { ...version, from: '2026-07-01' }] };
		expect(await publishProgramme(db, file, undefined, actor, now)).toEqual([
			{ number: 1, from: '0001-01-01' },
			{ number: 2, from: '2026-07-01' }
		]);
	});

	test('D1: later the newest version comes into force on a day after every other, not in the past', async () => {
		const db = await open();
		await publishProgramme(db, pearl(), undefined, actor, now);
		const publish = (from: string | undefined, at = now) =>
			publishProgramme(db, pearl(), from, actor, at);
		await expect(publish('2026-03-09')).rejects.toMatchObject({ code: 'version-date-past' });
		await expect(publish(undefined)).rejects.toMatchObject({ code: 'invalid' });
		expect(await publish('2026-04-01')).toEqual([{ number: 2, from: '2026-04-01' }]);
		await expect(publish('2026-04-01')).rejects.toMatchObject({ code: 'version-date-taken' });
		await expect(publish('2026-03-20')).rejects.toMatchObject({ code: 'version-date-taken' });
		const programme = await readProgramme(db);
		expect(programme.map((version) => version.from)).toEqual(['0001-01-01', '2026-04-01']);
		expect(await listVersionLines(db)).toHaveLength(2);
	});

	test('D1: today is a day of the programme’s time zone', async () => {
		const db = await open();
		await publishProgramme(db, pearl(), undefined, actor, now);
		// Pearl lives in China: its day begins at 16:00 UTC.
		expect(await readToday(db, '2026-03-10T15:59:59.999Z')).toBe('2026-03-10');
		expect(await readToday(db, '2026-03-10T16:00:00.000Z')).toBe('2026-03-11');
		await expect(
			publishProgramme(db, pearl(), '2026-03-10', actor, '2026-03-10T16:00:00.000Z')
		).rejects.toMatchObject({ code: 'version-date-past' });
	});

	test('D7: a document that is none, or whose examples are red, is refused and leaves nothing', async () => {
		const db = await open();
		const file = pearl();
		const wrong = { ...file, versions: [{ ...file.versions[0], currency: 'XYZ' }] };
		await expect(publishProgramme(db, wrong, undefined, actor, now)).rejects.toMatchObject({
			code: 'programme-invalid'
		});
		await expect(publishProgramme(db, 'hello', undefined, actor, now)).rejects.toMatchObject({
			code: 'programme-invalid'
		});
		const [example] = file.examples;
		const red = {
			...file,
			examples: [...file.examples, { ...example, name: 'red', expect: { balance: 123_456 } }]
		};
		await expect(publishProgramme(db, red, undefined, actor, now)).rejects.toMatchObject({
			code: 'programme-examples-fail',
			facts: { failed: 1, example: 'red' }
		});
		expect(await findProgramme(db)).toBeUndefined();
		expect(await db.selectFrom('audit').selectAll().execute()).toEqual([]);
		await expect(readProgramme(db)).rejects.toMatchObject({ code: 'no-programme' });
	});

	test('D1: of two who publish for the same day one wins', async () => {
		const db = await open();
		const other = await openPlace(placeOf(db));
		const results = await Promise.allSettled(
			[db, other].map((one) => publishProgramme(one, pearl(), undefined, actor, now))
		);
		expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(results.find((result) => result.status === 'rejected')).toMatchObject({
			reason: { code: expect.stringMatching(/version-date-taken|invalid/) as string }
		});
		expect(await listVersionLines(db)).toHaveLength(1);
	});

	test('M7: a property is added once, with a time zone and a currency that exist', async () => {
		const db = await open();
		const property = {
			code: 'CITY',
			name: { en: 'City Hotel', 'zh-CN': '城市酒店' },
			timeZone: 'Asia/Shanghai',
			currency: 'CNY',
			brand: 'pearl'
		};
		const added = await addProperty(db, property, actor, now);
		expect(await listProperties(db)).toEqual([added]);
		const adding = (more: Partial<typeof property>) =>
			addProperty(db, { ...property, code: 'OTHER', ...more }, actor, now);
		await expect(adding({ code: 'CITY' })).rejects.toMatchObject({ code: 'property-code-taken' });
		await expect(adding({ code: '' })).rejects.toMatchObject({ code: 'invalid' });
		await expect(adding({ timeZone: 'Moon/Base' })).rejects.toMatchObject({ code: 'invalid' });
		await expect(adding({ currency: 'ABC' })).rejects.toMatchObject({ code: 'unknown-currency' });
		expect(await listProperties(db)).toHaveLength(1);
		expect(await db.selectFrom('audit').selectAll().execute()).toHaveLength(1);
	});
});
