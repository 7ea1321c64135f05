import { expect, test } from 'vitest';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import type { Version } from '#lib/domain/programme/programme.ts';
import { shippedSurvey } from '#lib/domain/surveys/shipped.ts';
import { questionsOf } from '#lib/domain/surveys/survey.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { runWhatIsDue } from '#lib/server/jobs/schedule.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { readList } from '#lib/server/lists.ts';
import { makeLog } from '#lib/server/log.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { declineResponse } from '#lib/server/surveys/decline-response.ts';
import { inviteGuests } from '#lib/server/surveys/invite-guests.ts';
import { readResponse, readResponses } from '#lib/server/surveys/read-responses.ts';
import { readResults } from '#lib/server/surveys/read-results.ts';
import { readSurvey, readSurveys } from '#lib/server/surveys/read-survey.ts';
import { responseSorts } from '#lib/server/surveys/result-queries.ts';
import { saveAnswers } from '#lib/server/surveys/save-answers.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { onBothDatabases } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';
import { mailedSecret } from './people.ts';
import { askAbout } from './survey-people.ts';

const now = '2025-04-01T09:00:00.000Z';
const later = (hours: number) => addMilliseconds(now, hours * 3_600_000);

onBothDatabases((open) => {
	async function house(count = 1, version: Version = plainVersion) {
		const db = await open();
		await publish(db, version);
		await build(db, ['CITY', 'COAST']);
		const people = await enrol(db, count);
		return { db, people, ada: people[0]!, bob: people[1] };
	}

	async function aStay(db: Db, who: Person, departure = '2025-03-31', more = {}): Promise<string> {
		const arrival = addMilliseconds(`${departure}T00:00:00.000Z`, -86_400_000).slice(0, 10);
		const updatedAt = `${departure}T12:00:00.000Z`;
		const stay = stayOf(who, { arrival, departure, updatedAt, ...more });
		const [result] = await recordStays(db, [stay], `${departure}T18:00:00.000Z`, { quiet: true });
		if (!result || !('stayId' in result)) throw new Error(JSON.stringify(result));
		return result.stayId;
	}

	const inviteAt = (db: Db, at: string) =>
		transact(db, (trx) => inviteGuests(trx, { date: at, cursor: undefined, now: at }));
	const responses = (db: Db) =>
		db.selectFrom('survey_response').selectAll().orderBy('invited_at').orderBy('id').execute();
	const answers = (db: Db) =>
		db
			.selectFrom('survey_answer')
			.select(['response_id', 'item', 'value'])
			// What was taken back is kept as empty.
			.where('value', '<>', '')
			.orderBy('response_id')
			.orderBy('item')
			.execute();
	const balanceOf = async (db: Db, { id }: Person) =>
		(await db.selectFrom('account').select('balance').where('member_id', '=', id).execute())[0]
			?.balance;

	/** Somebody who is asked about a stay. */
	async function asked(count = 1, version?: Version) {
		const made = await house(count, version);
		const stayId = await aStay(made.db, made.ada);
		const survey = await askAbout(made.db, made.ada.id, stayId, now);
		return { ...made, stayId, survey, balance: (await balanceOf(made.db, made.ada)) ?? 0 };
	}

	test('H2: a guest is asked 24 hours after noon of the departure, by a mail whose link opens the survey', async () => {
		const { db, ada } = await house();
		const stayId = await aStay(db, ada);
		await inviteAt(db, '2025-04-01T11:59:59.999Z');
		expect(await responses(db)).toEqual([]);
		await inviteAt(db, '2025-04-01T12:00:00.000Z');
		const [response] = await responses(db);
		expect(response).toMatchObject({
			member_id: ada.id,
			stay_id: stayId,
			status: 'invited',
			expires_at: '2025-05-01T12:00:00.000Z'
		});
		const token = await mailedSecret(db, 'survey-invitation', ada.id);
		// 256 bits, and only their hash is stored.
		expect(Buffer.from(token, 'base64url')).toHaveLength(32);
		expect(JSON.stringify(response)).not.toContain(token);
		const view = await readSurvey(db, { token }, undefined, '2025-04-01T13:00:00.000Z');
		expect(view).toMatchObject({ state: 'open', at: 0, begun: false, points: 200 });
	});

	// The hour is that of the property's wall clock; 24 hours are 24 hours, also through a clock change.
	test.for([
		['Asia/Shanghai', '2025-03-31', '2025-04-01T04:00:00.000Z'],
		['America/New_York', '2025-03-31', '2025-04-01T16:00:00.000Z'],
		// On Sunday 30 March the clocks go forward at 2: noon of Saturday is 11:00 UTC, noon of Sunday 10:00.
		['Europe/Berlin', '2025-03-29', '2025-03-30T11:00:00.000Z'],
		['Europe/Berlin', '2025-03-30', '2025-03-31T10:00:00.000Z'],
		// On Sunday 26 October they go back.
		['Europe/Berlin', '2025-10-25', '2025-10-26T10:00:00.000Z'],
		['Europe/Berlin', '2025-10-26', '2025-10-27T11:00:00.000Z'],
		['Pacific/Kiritimati', '2025-03-31', '2025-03-31T22:00:00.000Z'],
		['Pacific/Pago_Pago', '2025-03-31', '2025-04-01T23:00:00.000Z'],
		['Asia/Kolkata', '2024-02-29', '2024-03-01T06:30:00.000Z']
	] as const)(
		'H2 T7: in %s a stay that ended on %s is asked about from %s on',
		async ([timeZone, departure, due]) => {
			const { db, ada } = await house();
			await db.updateTable('property').set({ time_zone: timeZone }).execute();
			await aStay(db, ada, departure);
			expect((await inviteAt(db, addMilliseconds(due, -1))).done).toEqual({ invited: 0 });
			expect((await inviteAt(db, due)).done).toEqual({ invited: 1 });
		}
	);

	test('H2: up to seven days after the departure, and not later', async () => {
		const { db, ada, bob } = await house(2);
		await aStay(db, ada);
		expect((await inviteAt(db, '2025-04-07T12:00:00.001Z')).done).toEqual({ invited: 0 });
		await aStay(db, bob!);
		expect((await inviteAt(db, '2025-04-07T12:00:00.000Z')).done).toEqual({ invited: 2 });
	});

	test('H2: nobody is asked who may not be, and about nothing that was no stay', async () => {
		const { db, people } = await house(5);
		const [suspended, unproven, cancelled, booked, fine] = people as [
			Person,
			Person,
			Person,
			Person,
			Person
		];
		for (const person of [suspended, unproven, fine]) await aStay(db, person);
		await aStay(db, cancelled, '2025-03-31', { status: 'cancelled' });
		await aStay(db, booked, '2025-03-31', { status: 'booked' });
		await aStay(db, fine, '2025-03-31', { memberNumber: undefined });
		await db
			.updateTable('member')
			.set({ status: 'suspended' })
			.where('id', '=', suspended.id)
			.execute();
		await db
			.updateTable('member_identity')
			.set({ email_verified_at: null })
			.where('member_id', '=', unproven.id)
			.execute();
		await inviteAt(db, later(24));
		expect((await responses(db)).map((one) => one.member_id)).toEqual([fine.id]);
	});

	test('H2: at most one per stay, and one per guest in 30 days', async () => {
		const { db, ada } = await house();
		await aStay(db, ada, '2025-03-29');
		await aStay(db, ada, '2025-03-30');
		const at = (day: string) => `${day}T12:00:00.000Z`;
		// Both are due at once: the first is asked about.
		await inviteAt(db, at('2025-03-31'));
		expect(await responses(db)).toHaveLength(1);
		await aStay(db, ada, '2025-04-20');
		await inviteAt(db, at('2025-04-21'));
		expect(await responses(db)).toHaveLength(1);
		await aStay(db, ada, '2025-04-29');
		await inviteAt(db, addMilliseconds(at('2025-04-30'), -1));
		expect(await responses(db)).toHaveLength(1);
		await inviteAt(db, at('2025-04-30'));
		const rows = await responses(db);
		expect(rows).toHaveLength(2);
		expect(new Set(rows.map((row) => row.stay_id)).size).toBe(2);
	});

	test('H2: more guests than a slice takes are all asked, and twice is once', async () => {
		const { db, people } = await house(450);
		const stays = people.map((person) =>
			stayOf(person, { arrival: '2025-03-30', departure: '2025-03-31', folio: [] })
		);
		await recordStays(db, stays, now, { quiet: true });
		const clock = () => later(24);
		expect(await runJob(db, 'survey-invitations', '2025-04-02T09', clock)).toEqual({
			invited: 450
		});
		expect(await runJob(db, 'survey-invitations', '2025-04-02T09', clock)).toEqual({ invited: 0 });
		const mails = await db
			.selectFrom('outbox')
			.select('to_id')
			.where('topic', '=', 'survey-invitation')
			.execute();
		expect(new Set(mails.map((mail) => mail.to_id)).size).toBe(450);
		expect(mails).toHaveLength(450);
	});

	test('H2: the schedule asks within the hour, and does daily work once a day', async () => {
		const { db, ada } = await house();
		await aStay(db, ada);
		const log = makeLog('silent');
		for (const at of ['2025-04-01T11:07:00.000Z', '2025-04-01T11:50:00.000Z'])
			await runWhatIsDue(db, () => at, log);
		expect(await responses(db)).toEqual([]);
		for (const at of ['2025-04-01T12:07:00.000Z', '2025-04-01T12:08:00.000Z'])
			await runWhatIsDue(db, () => at, log);
		expect(await responses(db)).toHaveLength(1);
		const runs = await db.selectFrom('job_run').select(['name', 'for_date']).execute();
		const of = (job: string) =>
			runs
				.filter(({ name }) => name === job)
				.map((run) => run.for_date)
				.sort();
		expect(of('expiry')).toEqual(['2025-04-01']);
		expect(of('survey-invitations')).toEqual(['2025-04-01T11', '2025-04-01T12']);
	});

	test('H2: reading answers nothing and changes no row', async () => {
		const { db, ada, survey } = await asked();
		const before = JSON.stringify([await responses(db), await answers(db)]);
		for (const step of [undefined, 1, 6, 99]) {
			await readSurvey(db, survey, step, later(1));
			await readSurvey(db, { memberId: ada.id, id: survey.id }, step, later(1));
		}
		await readSurveys(db, ada.id, later(1));
		await readResults(db, {}, later(1));
		expect(JSON.stringify([await responses(db), await answers(db)])).toBe(before);
	});

	test('H2: a link that is nobody’s opens nothing; somebody else’s survey is not found', async () => {
		const { db, bob, survey } = await asked(2);
		const foreign = { memberId: bob!.id, id: survey.id };
		const made = { token: 'x'.repeat(43) };
		expect(await readSurvey(db, made, undefined, now)).toEqual({ state: 'over' });
		await expect(readSurvey(db, foreign, undefined, now)).rejects.toThrow('not-found');
		for (const [who, code] of [
			[made, 'survey-over'],
			[foreign, 'not-found']
		] as const) {
			await expect(saveAnswers(db, who, { location: '5' }, now)).rejects.toThrow(code);
			await expect(submitResponse(db, who, { location: '5' }, now)).rejects.toThrow(code);
			await expect(declineResponse(db, who, now)).rejects.toThrow(code);
		}
		expect(await answers(db)).toEqual([]);
		expect((await responses(db))[0]?.status).toBe('invited');
	});

	test('H3: each answer is kept as it is given, changed and taken back; the next device goes on', async () => {
		const { db, ada, survey } = await asked();
		const inPortal = { memberId: ada.id, id: survey.id };
		await saveAnswers(db, survey, { location: '4' }, later(1));
		await saveAnswers(db, inPortal, { traffic: '2', building: 'none' }, later(2));
		await saveAnswers(db, survey, { location: '5', comment: '床很舒服' }, later(3));
		await saveAnswers(db, inPortal, { comment: '  ' }, later(4));
		expect((await answers(db)).map(({ item, value }) => [item, value])).toEqual([
			['building', 'none'],
			['location', '5'],
			['traffic', '2']
		]);
		// The first part is done, so the second is next, whoever opens it.
		for (const who of [survey, inPortal])
			expect(await readSurvey(db, who, undefined, later(5))).toMatchObject({ at: 1, begun: true });
		const first = await readSurvey(db, survey, 1, later(5));
		expect(first).toMatchObject({ questions: [{ value: '5' }, { value: '2' }, { value: 'none' }] });
		expect((await responses(db))[0]).toMatchObject({ status: 'started', started_at: later(1) });
	});

	test('H3: an answer whose reply was lost and that is sent 20 times at once is one answer', async () => {
		const { db, survey } = await asked();
		await Promise.all(
			Array.from({ length: 20 }, () => saveAnswers(db, survey, { location: '5' }, later(1)))
		);
		expect(await answers(db)).toHaveLength(1);
	});

	test.for([
		[{ location: '6' }],
		[{ location: '0' }],
		[{ location: '5.0' }],
		[{ recommend: '11' }],
		[{ recommend: '-1' }],
		[{ comment: 'x'.repeat(2_001) }],
		[{ nothing: '5' }],
		[{ location: '5', people: '5' }]
	])('H3: %j is refused, and nothing of it is kept', async ([given]) => {
		const { db, survey } = await asked();
		await expect(saveAnswers(db, survey, given!, now)).rejects.toThrow('invalid');
		await expect(submitResponse(db, survey, given!, now)).rejects.toThrow('invalid');
		expect(await answers(db)).toEqual([]);
		expect((await responses(db))[0]?.status).toBe('invited');
	});

	test('H4 H7: a sent survey is scored, and its points come once', async () => {
		const { db, ada, survey, balance } = await asked();
		// Surroundings (.4·10 + .3·4 + .3·8 = 7.6) and people (.6·10 = 10 alone): (.15·7.6 + .2·10) / .35.
		await saveAnswers(db, survey, { location: '5', traffic: '2', building: '4' }, later(1));
		const sent = await submitResponse(db, survey, { staff: '5', recommend: '9' }, later(2));
		expect(sent).toEqual({ points: 200, isFirst: true });
		expect((await responses(db))[0]).toMatchObject({
			status: 'submitted',
			submitted_at: later(2),
			recommend: 9,
			index_micro: 8_971_429,
			points: 200
		});
		const scores = db.selectFrom('survey_score').select(['dimension', 'score_micro']);
		expect(await scores.orderBy('dimension').execute()).toEqual([
			{ dimension: 'people', score_micro: 10_000_000 },
			{ dimension: 'surroundings', score_micro: 7_600_000 }
		]);
		expect(await balanceOf(db, ada)).toBe(balance + 200);

		// Again, by the link and in the portal: thanks, and nothing more.
		for (const who of [survey, { memberId: ada.id, id: survey.id }]) {
			const again = await submitResponse(db, who, { location: '1' }, later(3));
			expect(again).toEqual({ points: 200, isFirst: false });
			expect(await readSurvey(db, who, undefined, later(3))).toMatchObject({
				state: 'thanks',
				points: 200
			});
		}
		await expect(saveAnswers(db, survey, { location: '1' }, later(3))).rejects.toThrow(
			'survey-over'
		);
		expect(await answers(db)).toHaveLength(5);
		expect(await balanceOf(db, ada)).toBe(balance + 200);
		expect((await verifyLedger(db)).problems).toEqual([]);
	});

	test('H7: sent 20 times at the same moment it is sent once', async () => {
		const { db, ada, survey, balance } = await asked();
		const all = await Promise.all(
			Array.from({ length: 20 }, () => submitResponse(db, survey, { location: '5' }, later(1)))
		);
		expect(all.filter(({ isFirst }) => isFirst)).toHaveLength(1);
		expect(all.every(({ points }) => points === 200)).toBe(true);
		expect(await balanceOf(db, ada)).toBe(balance + 200);
		expect(await db.selectFrom('survey_score').selectAll().execute()).toHaveLength(1);
		expect((await verifyLedger(db)).problems).toEqual([]);
	});

	test('H7: where the programme gives nothing the survey is sent all the same', async () => {
		const { db, ada, survey, balance } = await asked(1, { ...plainVersion, awards: [] });
		const sent = await submitResponse(db, survey, { recommend: '3' }, later(1));
		expect(sent).toEqual({ points: undefined, isFirst: true });
		// The recommendation alone makes no index.
		expect((await responses(db))[0]).toMatchObject({
			recommend: 3,
			index_micro: null,
			points: null
		});
		expect(await balanceOf(db, ada)).toBe(balance);
		const thanks = await readSurvey(db, survey, undefined, later(2));
		expect(thanks).toMatchObject({ state: 'thanks' });
		expect(thanks).not.toHaveProperty('points');
	});

	test('H7: what a suspended member says counts, and gives nothing', async () => {
		const { db, ada, survey, balance } = await asked();
		await db.updateTable('member').set({ status: 'suspended' }).where('id', '=', ada.id).execute();
		expect((await submitResponse(db, survey, { location: '5' }, later(1))).points).toBeUndefined();
		expect(await balanceOf(db, ada)).toBe(balance);
		expect((await responses(db))[0]?.status).toBe('submitted');
	});

	test('H3: an empty survey cannot be sent', async () => {
		const { db, survey } = await asked();
		await expect(submitResponse(db, survey, { comment: '' }, now)).rejects.toThrow('survey-empty');
		expect((await responses(db))[0]?.status).toBe('invited');
	});

	test('H2: an expired survey is over before and after the job has noted it', async () => {
		const { db, ada, survey } = await asked();
		await saveAnswers(db, survey, { location: '5' }, later(1));
		const end = (await responses(db))[0]!.expires_at;
		await saveAnswers(db, survey, { traffic: '5' }, addMilliseconds(end, -1));
		const tooLate = async () => {
			await expect(saveAnswers(db, survey, { location: '1' }, end)).rejects.toThrow('survey-over');
			await expect(submitResponse(db, survey, {}, end)).rejects.toThrow('survey-over');
			expect(await readSurvey(db, survey, undefined, end)).toEqual({ state: 'over' });
			expect((await readSurveys(db, ada.id, end)).past).toMatchObject([{ state: 'over' }]);
		};
		await tooLate();
		const job = (at: string) => runJob(db, 'survey-expiry', at.slice(0, 10), () => at);
		expect(await job(addMilliseconds(end, -1))).toEqual({ expired: 0 });
		expect(await job(end)).toEqual({ expired: 1 });
		expect(await job(end)).toEqual({ expired: 0 });
		await tooLate();
		expect((await responses(db))[0]?.status).toBe('expired');
	});

	test('H2: "not me" ends the survey and forgets what was answered; said twice it is said once', async () => {
		const { db, survey } = await asked();
		await saveAnswers(db, survey, { location: '5' }, later(1));
		await declineResponse(db, survey, later(2));
		await declineResponse(db, survey, later(3));
		expect(await answers(db)).toEqual([]);
		expect(await readSurvey(db, survey, undefined, later(3))).toEqual({ state: 'declined' });
		await expect(submitResponse(db, survey, { location: '5' }, later(3))).rejects.toThrow(
			'survey-over'
		);
	});

	test('H2: what was sent cannot be declined any more', async () => {
		const { db, survey } = await asked();
		await submitResponse(db, survey, { location: '5' }, later(1));
		await expect(declineResponse(db, survey, later(2))).rejects.toThrow('survey-over');
		expect(await answers(db)).toHaveLength(1);
	});

	test('H4: managers read index, dimensions and recommendation by house and period, and each answer', async () => {
		const { db, people } = await house(5);
		const told = [
			['CITY', { location: '5', staff: '5', recommend: '10' }, later(0)],
			['CITY', { location: '3', staff: '1', recommend: '6', comment: 'Cold soup.' }, later(1)],
			['COAST', { location: '1', recommend: '8' }, later(2)],
			['COAST', { recommend: '9' }, addMilliseconds(now, -40 * 86_400_000)],
			['CITY', undefined, later(3)]
		] as const;
		for (const [at, [property, given, when]] of told.entries()) {
			const stayId = await aStay(db, people[at]!, '2025-03-31', { property });
			const survey = await askAbout(db, people[at]!.id, stayId, when);
			if (given) await submitResponse(db, survey, given, when);
		}
		const all = await readResults(db, {}, later(4));
		// (10 + (.15·6 + .2·2)/.35 + 2) / 3 = (10 + 3.714286 + 2) / 3
		expect(all.index?.n).toBe(3);
		expect(all.index?.score).toBeCloseTo(5.238095, 5);
		expect(all.dimensions.map(({ id, mean }) => [id, mean?.score, mean?.n])).toEqual([
			['surroundings', 6, 3],
			['facilities', undefined, undefined],
			['service', undefined, undefined],
			['people', 6, 2],
			['spend', undefined, undefined]
		]);
		expect(all.netPromoter).toMatchObject({ n: 4, score: 25, small: true });
		expect(all.asked).toEqual({ invited: 5, submitted: 4 });
		expect(
			all.months.map(({ month, index, netPromoter }) => [month, index?.n, netPromoter?.n])
		).toEqual([
			['2025-02', undefined, 1],
			['2025-04', 3, 3]
		]);

		const coast = await readResults(db, { property: 'COAST', period: '1' }, later(4));
		expect(coast).toMatchObject({ index: { score: 2, n: 1 }, asked: { submitted: 1, invited: 1 } });
		const none = await readResults(db, { property: 'NOWHERE' }, later(4));
		expect(none).toMatchObject({
			index: undefined,
			netPromoter: undefined,
			asked: { submitted: 0 }
		});

		const list = (query: string) =>
			readResponses(
				db,
				readList(new URL(`http://x/?${query}`), {
					sorts: responseSorts,
					descending: true,
					filters: ['property', 'period']
				}),
				later(4)
			);
		const byDate = await list('');
		expect(byDate.rows.map(({ recommend }) => recommend)).toEqual([8, 6, 10, 9]);
		expect(byDate.list.total).toBe(4);
		// Without an index a response stands at the end, either way.
		expect((await list('sort=index&order=up')).rows.map((row) => row.recommend)).toEqual([
			8, 6, 10, 9
		]);
		expect((await list('sort=index&order=down')).rows.at(-1)?.recommend).toBe(9);
		expect((await list('property=CITY')).rows.map((row) => row.number)).toEqual([
			people[1]!.number,
			people[0]!.number
		]);

		const cold = await readResponse(db, byDate.rows[1]!.id);
		expect(cold).toMatchObject({ number: people[1]!.number, recommend: 6 });
		expect(cold.closing.map(({ value }) => value)).toEqual(['6', 'Cold soup.']);
		expect(cold.dimensions.find(({ id }) => id === 'people')).toMatchObject({ score: 2 });
		const [open] = (await responses(db)).filter(({ status }) => status === 'invited');
		await expect(readResponse(db, open!.id)).rejects.toThrow('not-found');
	});

	test('H3: every question of the shipped index can be answered', async () => {
		const { db, survey } = await asked();
		const all = questionsOf(shippedSurvey).map(
			({ id, kind }) => [id, kind === 'text' ? 'Fine.' : '5'] as const
		);
		await submitResponse(db, survey, Object.fromEntries(all), later(1));
		expect(await answers(db)).toHaveLength(26);
		expect((await responses(db))[0]).toMatchObject({ index_micro: 10_000_000, recommend: 5 });
	});
});
