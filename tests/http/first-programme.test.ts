import { afterAll, beforeAll, expect, test } from 'vitest';
import { listTemplates } from '#lib/domain/programme/templates.ts';
import { startSession } from '#lib/server/auth/sessions.ts';
import { newId } from '#lib/server/ids.ts';
import { listVersionLines } from '#lib/server/programme/queries.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';

let house: House;
let cookie: string;

// A house as it is on its first day: one owner, and nothing published.
beforeAll(async () => {
	house = await startHouse();
	const id = newId();
	const email = 'owner@staff.example';
	const owner = { id, name: 'Olga', email, role: 'owner', locale: 'en' } as const;
	await createStaff(
		house.db,
		{ ...owner, password: 'an owner’s long secret', propertyCodes: [] },
		{ kind: 'system', id: 'cli' },
		'2026-03-01T09:00:00.000Z'
	);
	cookie = `stayward-staff=${(await startSession(house.db, 'staff', id, 'test')).token}`;
});
afterAll(() => house.stop());

const send = (form: Record<string, string>, where: string) =>
	ask(house.origin, `/admin/programme${where}`, { form, cookie });
const read = async (where = '') => {
	const { status, body } = await ask(house.origin, `/admin/programme${where}`, { cookie });
	expect(status).toBe(200);
	return body;
};

test('D8 J1: the first programme is begun from a template and published, by forms alone', async () => {
	const first = await read();
	for (const name of listTemplates()) expect(first).toContain(`value="${name}"`);

	expect((await send({ template: 'nobody' }, '?/start')).status).toBe(400);
	expect((await send({}, '?/start')).status).toBe(409);
	const started = await send({ template: 'pearl' }, '?/start');
	expect([started.status, started.headers.get('location')]).toEqual([
		303,
		'/admin/programme/draft'
	]);
	expect(await read()).toContain('href="/admin/programme/draft"');
	const draft = await read('/draft');
	expect(draft).toContain('in force from the beginning');
	expect(draft).not.toContain('name="from"');

	const form = { ...fieldsIn(draft), 'pointsName.en.other': 'pearls' };
	expect((await send(form, '/draft?/save')).status).toBe(200);
	const saved = fieldsIn(await read('/draft'));
	expect(saved).toMatchObject({ revision: '2', 'pointsName.en.other': 'pearls' });
	const published = await send(saved, '/draft?/publish');
	expect([published.status, published.headers.get('location')]).toEqual([
		303,
		'/admin/programme?done=published'
	]);
	expect(await listVersionLines(house.db)).toMatchObject([{ number: 1, from: '0001-01-01' }]);
	const after = await read('?done=published');
	expect(after).toContain('The first version is published.');
	expect(after).not.toContain('value="pearl"');
	expect(await read('/versions/1')).toContain('VIP');
});

/** What a browser would send of the page's form, as it stands. */
function fieldsIn(html: string): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [tag] of html.matchAll(/<input[^>]*>/g)) {
		const name = /\bname="([^"]*)"/.exec(tag)?.[1];
		const value = /\bvalue="([^"]*)"/.exec(tag)?.[1] ?? '';
		const isChoice = /type="(checkbox|radio)"/.test(tag);
		if (name && (!isChoice || /\bchecked\b/.test(tag)))
			fields[name] = value || (isChoice ? 'on' : '');
	}
	for (const [, name, options] of html.matchAll(
		/<select[^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g
	)) {
		const chosen = /<option[^>]*value="([^"]*)"[^>]*\bselected\b/.exec(options ?? '');
		if (name) fields[name] = chosen?.[1] ?? '';
	}
	return fields;
}
