import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import { firstInvitations, type Invitations } from '#lib/domain/surveys/invitations.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { letterFor } from '#lib/server/outbox/letters.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { declineResponse } from '#lib/server/surveys/decline-response.ts';
import { readSetting, readSettingToEdit, saveSetting } from '#lib/server/house/settings.ts';
import { readSurvey } from '#lib/server/surveys/read-survey.ts';
import { remindGuests } from '#lib/server/surveys/remind-guests.ts';
import { saveAnswers } from '#lib/server/surveys/save-answers.ts';
import { invitations } from '#lib/server/surveys/settings.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { onBothDatabases, placeOf } from './databases.ts';
import type { JobTask } from './jobs-worker.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';
import { mailedSecret } from './people.ts';
import { askAbout } from './survey-people.ts';

const actor = { kind: 'system', id: 'test' } as const;
const now = '2025-04-01T12:00:00.000Z';
const hour_ms = 3_600_000;
const later = (days: number, ms = 0) => addMilliseconds(now, days * 24 * hour_ms + ms);
const worker = path.join(import.meta.dirname, 'jobs-worker.ts');

/** A process of its own that runs a job to its end. */
async function inItsOwnProcess(task: JobTask): Promise<void> {
	const child = spawn(process.execPath, [worker, JSON.stringify(task)], { stdio: 'pipe' });
	let problems = '';
	child.stderr.on('data', (chunk: Buffer) => (problems += chunk.toString()));
	child.stdout.resume();
	await new Promise((resolve) => child.once('close', resolve));
	expect(problems).toBe('');
}

onBothDatabases((open) => {
	async function house(count = 1) {
		const db = await open();
		await publish(db, plainVersion);
		await build(db, ['CITY']);
		const people = await enrol(db, count);
		return { db, people, ada: people[0]! };
	}

	async function aStay(db: Db, who: Person, departure = '2025-03-31'): Promise<string> {
		const arrival = addMilliseconds(`${departure}T00:00:00.000Z`, -24 * hour_ms).slice(0, 10);
		const stay = stayOf(who, { arrival, departure, updatedAt: `${departure}T12:00:00.000Z` });
		const [result] = await recordStays(db, [stay], `${departure}T18:00:00.000Z`, { quiet: true });
		if (!result || !('stayId' in result)) throw new Error(JSON.stringify(result));
		return result.stayId;
	}

	const save = async (db: Db, change: Partial<Invitations>) => {
		const { revision, value: before } = await readSettingToEdit(db, invitations);
		await saveSetting(db, invitations, { value: { ...before, ...change }, revision }, actor, now);
	};
	const run = (db: Db, job: string, at: string) => runJob(db, job, at.slice(0, 13), () => at);
	const invite = async (db: Db, at: string) => (await run(db, 'survey-invitations', at))['invited'];
	const remind = async (db: Db, at: string) => (await run(db, 'survey-reminders', at))['reminded'];
	const responses = (db: Db) =>
		db.selectFrom('survey_response').selectAll().orderBy('invited_at').orderBy('id').execute();
	const mails = (db: Db, topic: string) =>
		db.selectFrom('outbox').selectAll().where('topic', '=', topic).orderBy('id').execute();

	/** Somebody who was invited now, and the token of the mail. */
	async function invited(count = 1) {
		const made = await house(count);
		for (const person of made.people) await aStay(made.db, person);
		expect(await invite(made.db, now)).toBe(count);
		return { ...made, token: await mailedSecret(made.db, 'survey-invitation', made.ada.id) };
	}

	test('H2: until the house says otherwise: after 24 hours, 30 days apart, for 30 days, once more after 3', async () => {
		const { db } = await house();
		expect(await readSettingToEdit(db, invitations)).toEqual({
			value: { afterHours: 24, distanceDays: 30, expiresDays: 30, reminderDays: 3 },
			...{ revision: 0, lastChange: undefined }
		});
	});

	test('H2 J4: settings are saved with what they were before; of two who save at once one is told', async () => {
		const { db } = await house();
		await save(db, {});
		await save(db, { afterHours: 48, reminderDays: null });
		const acts = await db.selectFrom('audit').select(['act', 'facts']).execute();
		expect(acts).toHaveLength(1);
		expect(acts[0]!.act).toBe('invitations-changed');
		expect(JSON.parse(acts[0]!.facts)).toEqual({
			...{ 'before.afterHours': 24, 'after.afterHours': 48 },
			...{ 'before.reminderDays': 3, 'after.reminderDays': null, revision: 1 }
		});
		const both = [7, 9].map((afterHours) => ({ ...firstInvitations, afterHours }));
		const done = await Promise.allSettled(
			both.map((value) => saveSetting(db, invitations, { value, revision: 1 }, actor, now))
		);
		const refused = done.filter((one) => one.status === 'rejected');
		expect(refused.map(({ reason }) => (reason as { code: string }).code)).toEqual([
			'changed-meanwhile'
		]);
		expect((await readSettingToEdit(db, invitations)).revision).toBe(2);
	});

	test.for([
		[{ afterHours: 0 }, 'afterHours'],
		[{ afterHours: 337 }, 'afterHours'],
		[{ distanceDays: 366 }, 'distanceDays'],
		[{ expiresDays: 0 }, 'expiresDays'],
		[{ expiresDays: 1.5 }, 'expiresDays'],
		[{ reminderDays: 0 }, 'reminderDays'],
		[{ reminderDays: 30 }, 'reminderDays'],
		[{ expiresDays: 3 }, 'reminderDays']
	] as const)('H2: %j is refused and nothing is kept', async ([change, field]) => {
		const { db } = await house();
		await expect(save(db, change)).rejects.toMatchObject({ code: 'invalid', facts: { field } });
		expect(await readSetting(db, invitations)).toEqual(firstInvitations);
	});

	test('H2: hours after check-out, distance and expiry are those of the settings', async () => {
		const { db, ada } = await house();
		await save(db, { afterHours: 2, distanceDays: 10, expiresDays: 5, reminderDays: null });
		await aStay(db, ada, '2025-04-01');
		expect(await invite(db, later(0, 2 * hour_ms - 1))).toBe(0);
		expect(await invite(db, later(0, 2 * hour_ms))).toBe(1);
		expect((await responses(db))[0]!.expires_at).toBe(later(5, 2 * hour_ms));

		await aStay(db, ada, '2025-04-10');
		await aStay(db, ada, '2025-04-11');
		expect(await invite(db, later(10, 2 * hour_ms - 1))).toBe(0);
		expect(await invite(db, later(10, 2 * hour_ms))).toBe(1);
		// From now on every stay; what was sent keeps its last day.
		await save(db, { distanceDays: 0, expiresDays: 9 });
		expect(await invite(db, later(10, 3 * hour_ms))).toBe(1);
		const ends = (await responses(db)).map((row) => row.expires_at);
		expect(ends).toEqual([
			...[later(5, 2 * hour_ms), later(15, 2 * hour_ms)],
			later(19, 3 * hour_ms)
		]);
	});

	test('H2: who has not begun is reminded once after three days, by a link of its own that opens the same response', async () => {
		const { db, ada, token } = await invited();
		expect(await remind(db, later(3, -1))).toBe(0);
		expect(await remind(db, later(3))).toBe(1);
		expect(await remind(db, later(4))).toBe(0);
		const second = await mailedSecret(db, 'survey-reminder', ada.id);
		expect(second).not.toBe(token);
		expect(Buffer.from(second, 'base64url')).toHaveLength(32);
		const [response] = await responses(db);
		expect(response).toMatchObject({ reminded_at: later(3), status: 'invited' });
		for (const one of [token, second]) expect(JSON.stringify(response)).not.toContain(one);

		await saveAnswers(db, { token: second }, { location: '5' }, later(4));
		const first = await readSurvey(db, { token }, 1, later(4));
		expect(first).toMatchObject({ state: 'open', questions: [{ value: '5' }, {}, {}] });
		await submitResponse(db, { token }, { recommend: '9' }, later(5));
		for (const one of [token, second])
			expect(await readSurvey(db, { token: one }, undefined, later(6))).toMatchObject({
				state: 'thanks'
			});
		expect(await responses(db)).toHaveLength(1);
	});

	test('H2: whoever began, sent or declined, whose survey is over, or who may not be written to is left in peace', async () => {
		const { db, people } = await invited(6);
		const tokens = await Promise.all(
			people.map(({ id }) => mailedSecret(db, 'survey-invitation', id))
		);
		const [began, sent, declined] = tokens.map((token) => ({ token }));
		await saveAnswers(db, began!, { location: '5' }, later(1));
		await submitResponse(db, sent!, { recommend: '9' }, later(1));
		await declineResponse(db, declined!, later(1));
		const change = (at: number) =>
			db.updateTable('survey_response').where('member_id', '=', people[at]!.id);
		await change(3)
			.set({ expires_at: later(3) })
			.execute();
		await db
			.updateTable('member')
			.set({ status: 'suspended' })
			.where('id', '=', people[4]!.id)
			.execute();
		expect(await remind(db, later(3))).toBe(1);
		expect((await mails(db, 'survey-reminder')).map(({ to_id }) => to_id)).toEqual([people[5]!.id]);
	});

	test('H2: no reminder where the house wants none, and none that is more than a week late', async () => {
		const { db } = await invited();
		await save(db, { reminderDays: null });
		expect(await remind(db, later(3))).toBe(0);
		await save(db, { reminderDays: 3 });
		expect(await remind(db, later(10, 1))).toBe(0);
		expect(await remind(db, later(10))).toBe(1);
	});

	test('H2: more guests than a slice takes are each reminded once, by two processes and two turns at once', async () => {
		const { db } = await invited(450);
		const { databaseUrl, dataDir } = placeOf(db);
		const place = { dataDir, ...(databaseUrl && { databaseUrl }) };
		const at = later(3);
		// Runs of two hours have a lease each.
		const tasks = ['2025-04-04T12', '2025-04-04T13'].map((date) => ({
			...{ place, job: 'survey-reminders', date },
			now: at
		}));
		await Promise.all([
			...tasks.map((task) => inItsOwnProcess(task)),
			transact(db, (trx) => remindGuests(trx, { date: at, cursor: undefined, now: at }))
		]);
		const sent = await mails(db, 'survey-reminder');
		expect(sent).toHaveLength(450);
		expect(new Set(sent.map(({ to_id }) => to_id)).size).toBe(450);
		const hashes = (await responses(db)).map((row) => row.reminder_hash);
		expect(new Set(hashes).size).toBe(450);
	});

	test('H2: the mail asks the first question itself, each score a link to its page, in both languages', async () => {
		const { db, ada, token } = await invited();
		await remind(db, later(3));
		for (const [topic, locale, question] of [
			['survey-invitation', 'en', 'Would you recommend us to a friend?'],
			['survey-reminder', 'en', 'Would you recommend us to a friend?'],
			['survey-invitation', 'zh-CN', '您会向朋友推荐我们吗？'],
			['survey-reminder', 'zh-CN', '您会向朋友推荐我们吗？']
		] as const) {
			await db
				.updateTable('member_identity')
				.set({ locale })
				.where('member_id', '=', ada.id)
				.execute();
			const [mail] = await mails(db, topic);
			const secret = mail!.secret!;
			const house = { hotel: 'Aurora', origin: 'https://aurora.example' };
			const letter = await letterFor(db, mail!, house, secret);
			const links = Array.from({ length: 11 }, (_, at) => `/s/${secret}?rating=${at}`);
			for (const part of [letter!.text, letter!.html]) {
				expect(part).toContain(question);
				const found = [...part.matchAll(/\/s\/[\w-]+\?rating=\d+/g)].map(([link]) => link);
				expect(found).toEqual(links);
				expect(part).toMatch(
					locale === 'en' ? /until 1 May|until May 1/ : /至2025年5月1日|至5月1日/
				);
			}
			if (topic === 'survey-invitation') expect(secret).toBe(token);
		}
		const [invitation] = await mails(db, 'survey-invitation');
		const [reminder] = await mails(db, 'survey-reminder');
		expect(reminder!.secret).not.toBe(invitation!.secret);
	});

	test('H2: a tapped score is shown and nothing is stored; a wrong one is ignored', async () => {
		const { db, token } = await invited();
		const before = await responses(db);
		const open = (rating: string) => readSurvey(db, { token }, undefined, later(1), { rating });
		expect(await open('7')).toMatchObject({
			rating: { id: 'recommend', value: '7' },
			begun: false
		});
		for (const wrong of ['11', '-1', '', ' 7', '7.0', 'none', '<b>', '٧'])
			expect(await open(wrong)).not.toHaveProperty('rating');
		expect(await responses(db)).toEqual(before);
		expect(await db.selectFrom('survey_answer').selectAll().execute()).toEqual([]);
	});

	test('H3: after the tapped score the survey begins with its first part', async () => {
		const { db, token } = await invited();
		await saveAnswers(db, { token }, { recommend: '7' }, later(1));
		const from = { isRated: true };
		const view = await readSurvey(db, { token }, undefined, later(1), from);
		expect(view).toMatchObject({ at: 0, begun: true, isRated: true });
		await saveAnswers(db, { token }, { location: '5', traffic: '5', building: '5' }, later(1));
		expect(await readSurvey(db, { token }, undefined, later(1))).toMatchObject({ at: 1 });
	});

	test('H2: where a survey does not ask for a recommendation, its first score that hangs on nothing is asked', async () => {
		const { db, ada } = await house();
		const [first, ...others] = shippedSurvey.dimensions;
		const [location, ...items] = first!.items;
		const survey = {
			...shippedSurvey,
			id: 'scores-only',
			opening: [
				{
					...{ id: 'why', kind: 'single' as const, label: { en: 'Why did you come?' } },
					options: ['work', 'rest'].map((id) => ({ id, label: { en: id } }))
				}
			],
			dimensions: [
				{
					...first!,
					items: [{ ...location!, when: { question: 'why', is: ['rest'] } }, ...items]
				},
				...others
			],
			closing: []
		};
		const asked = await askAbout(db, ada.id, await aStay(db, ada), now, { survey });
		const view = await readSurvey(db, asked, undefined, now, { rating: '4' });
		expect(view).toMatchObject({ rating: { id: 'traffic', value: '4' } });
		expect(await readSurvey(db, asked, undefined, now, { rating: '7' })).not.toHaveProperty(
			'rating'
		);
		await remind(db, later(3));
		const [mail] = await mails(db, 'survey-reminder');
		const letter = await letterFor(db, mail!, { hotel: 'A', origin: 'https://a.example' }, 'x');
		expect(letter!.text).toContain('Very good: https://a.example/s/x?rating=5');
	});
});
