import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser, type ParsedMail } from 'mailparser';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays, addMilliseconds } from '#lib/domain/calendar.ts';
import { newId } from '#lib/server/ids.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { build, plainVersion, publish, stayOf } from '../integration/model/house.ts';
import { verified } from '../integration/people.ts';
import { ask } from './ask.ts';
import { startHouse, type House } from './house.ts';

let house: House;

beforeAll(async () => {
	house = await startHouse({ LOG_LEVEL: 'trace' });
	await publish(house.db, plainVersion);
	await build(house.db);
});
afterAll(() => house.stop());

/** The mails of an invitation and its reminder, as they arrive. */
async function invitedAndReminded(): Promise<ParsedMail[]> {
	const now = new Date().toISOString();
	const departure = addDays(now.slice(0, 10), -3);
	const joinedAt = addMilliseconds(now, -40 * 86_400_000);
	const email = `${newId()}@example.com`;
	const { id } = await verified(house.db, { email, locale: 'en' }, joinedAt);
	const { number } = await house.db
		.selectFrom('member')
		.select('number')
		.where('id', '=', id)
		.executeTakeFirstOrThrow();
	const stay = stayOf({ id, number }, { arrival: addDays(departure, -1), departure });
	await recordStays(house.db, [stay], now, { quiet: true });
	const threeDaysOn = addMilliseconds(now, 3 * 86_400_000 + 60_000);
	await runJob(house.db, 'survey-invitations', newId(), () => now);
	await runJob(house.db, 'survey-reminders', newId(), () => threeDaysOn);
	// It is due when it was written: not in three days.
	await house.db
		.updateTable('outbox')
		.set({ due_at: now })
		.where('topic', '=', 'survey-reminder')
		.execute();
	return mailsWithScores(email, 2);
}

async function mailsWithScores(to: string, count: number): Promise<ParsedMail[]> {
	const folder = path.join(house.dataDir, 'mail');
	for (let tries = 0; tries < 400; tries++) {
		const files = await readdir(folder).catch(() => []);
		const mails = await Promise.all(
			files
				.filter((name) => name.endsWith('.eml'))
				.toSorted()
				.map(async (name) => simpleParser(await readFile(path.join(folder, name))))
		);
		const found = mails.filter(
			(mail) => [mail.to].flat()[0]?.text === to && mail.text?.includes('?rating=')
		);
		if (found.length >= count) return found;
		await sleep(50);
	}
	throw new Error(`no ${count} mails with scores to ${to}`);
}

function linksIn({ html, text = '' }: ParsedMail): string[] {
	const hrefs = [...(html || '').matchAll(/href="([^"]+)"/g)].map(([, link]) => link!);
	const written = [...text.matchAll(/https?:\/\/\S+/g)].map(([link]) => link);
	return [...new Set([...hrefs, ...written])];
}

const kept = async () =>
	JSON.stringify([
		await house.db.selectFrom('survey_response').selectAll().execute(),
		await house.db.selectFrom('survey_answer').selectAll().execute()
	]);

test('H2 T13: a scanner that opens every link of the mails by GET and HEAD stores nothing, and no log or referrer has the key', async () => {
	const mails = await invitedAndReminded();
	expect(mails.map(({ subject }) => subject)).toEqual([
		'How was your stay?',
		'A minute about your stay with Stayward?'
	]);
	const before = await kept();
	const tokens = new Set<string>();
	for (const mail of mails) {
		const links = linksIn(mail);
		expect(links.filter((link) => link.includes('?rating='))).toHaveLength(11);
		for (const link of links) {
			const target = link.slice(house.origin.length);
			const token = /^\/s\/([\w-]{43})/.exec(target)?.[1];
			if (token) tokens.add(token);
			const data = target.replace(/(\?|$)/, '/__data.json$1');
			for (const method of ['GET', 'HEAD'])
				for (const path of token ? [target, data, `${target}?/answer`] : [target]) {
					const { status, headers } = await ask(house.origin, path, { method });
					expect([200, 303], path).toContain(status);
					if (!token) continue;
					expect(headers.get('referrer-policy'), path).toBe('no-referrer');
					expect(headers.get('cache-control'), path).toBe('no-store');
				}
		}
	}
	expect(tokens.size).toBe(2);
	expect(await kept()).toBe(before);
	expect(before).toContain('"status":"invited"');
	expect(house.said()).toContain('/(public)/s/[token]');
	for (const token of tokens) {
		// Whoever reads the database, or the log, cannot open it.
		expect(before).not.toContain(token);
		expect(house.said()).not.toContain(token);
	}
});

test('H2: the page of a score shows it chosen; one real tap of its form saves it, once; both links then say thanks', async () => {
	const mails = await invitedAndReminded();
	const [first, second] = mails.map((mail) =>
		linksIn(mail)
			.find((link) => link.endsWith('?rating=9'))!
			.slice(house.origin.length)
	);
	for (const path of [first!, second!]) {
		const { body } = await ask(house.origin, path);
		expect(body).toMatch(/value="9"[^>]* checked/);
		expect(body).toContain('<meta name="referrer" content="strict-origin" />');
		expect(body).toContain('action="?/decline"');
	}
	const wrong = await ask(house.origin, first!.replace('=9', '=11'));
	expect(wrong.body).not.toContain('value="rated"');
	expect(wrong.body).not.toContain(' checked');

	const save = (path: string, recommend: string) =>
		ask(house.origin, `${path.split('?')[0]!}?/answer&rating=9`, {
			form: { recommend, go: 'rated' }
		});
	for (const path of [first!, second!, first!]) {
		const { status, headers } = await save(path, '9');
		expect([status, headers.get('location')]).toEqual([303, `${path.split('?')[0]!}?rated`]);
	}
	expect((await save(first!, '11')).status).toBe(400);
	const open = house.db
		.selectFrom('survey_response')
		.innerJoin('survey_answer', 'survey_answer.response_id', 'survey_response.id')
		.select(['survey_response.id', 'status', 'item', 'value']);
	const answers = await open.execute();
	expect(answers).toMatchObject([{ status: 'started', item: 'recommend', value: '9' }]);

	const page = second!.split('?')[0]!;
	expect((await ask(house.origin, `${page}?/submit`, { form: { recommend: '8' } })).status).toBe(
		303
	);
	for (const path of [first!, second!]) {
		const { body } = await ask(house.origin, path);
		expect(body).toContain('Your answers have reached us.');
		expect(body).not.toContain('value="rated"');
	}
	expect((await save(first!, '2')).status).toBe(410);
	expect(await open.execute()).toMatchObject([{ status: 'submitted', value: '8' }]);
});
