import { expect, test } from 'vitest';
import { startSession, endSession, rotateSession } from '#lib/server/auth/sessions.ts';
import { minutesAfter } from '#lib/server/clock.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import type { Mail } from '#lib/server/mail/transports.ts';
import { addPhone, removePhone } from '#lib/server/notices/phones.ts';
import { takePushKeys } from '#lib/server/notices/push-keys.ts';
import { readNotices } from '#lib/server/notices/read-notices.ts';
import { saveChoices } from '#lib/server/notices/save-choices.ts';
import { makePushSender } from '#lib/server/notices/send-push.ts';
import { deliverDue } from '#lib/server/outbox/deliver.ts';
import { tell } from '#lib/server/outbox/queries.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { now, phone as userAgent, verified } from './people.ts';
import { startPushService } from './push-service.ts';

const house = { hotel: 'Aurora', origin: 'https://stays.example.com' };

onBothDatabases((open) => {
	test('L4: a notice arrives on the phone, sealed for it, and no mail leaves', async () => {
		const { db, ada, service, deliver, mails } = await told(open);
		await tellUsed(db, ada.id);
		expect(await deliver()).toEqual({ sent: 1, failed: 0 });
		expect(await deliver()).toEqual({ sent: 0, failed: 0 });

		expect(service.arrived).toHaveLength(1);
		const { headers, shown } = service.arrived[0]!;
		expect(shown).toMatchObject({
			title: 'Your voucher was used',
			path: '/rewards/vouchers/r1',
			tag: 'voucher-used',
			lang: 'en'
		});
		expect(headers).toMatchObject({ topic: 'voucher-used', urgency: 'normal', ttl: '86400' });
		expect(String(headers['authorization'])).toMatch(/^vapid t=/);
		expect(JSON.stringify(shown)).not.toMatch(/Ada|Lindqvist|Aurora/);
		expect(mails).toEqual([]);
	});

	test.each([404, 410])(
		'L4: what answers %i is forgotten, and the notice comes once by mail',
		async (status) => {
			const { db, ada, service, deliver, mails } = await told(open);
			service.answer = () => status;
			await tellUsed(db, ada.id);
			await deliver();
			await deliver();
			expect(await countPhones(db)).toBe(0);
			expect(mails.map(({ subject }) => subject)).toEqual(['Your voucher was used']);
			expect(mails[0]?.text).toContain('https://stays.example.com/me/notices');
		}
	);

	test.each([400, 301])(
		'L4: %i is no for good: the phone stays, a mail comes once',
		async (status) => {
			const { db, ada, service, deliver, mails } = await told(open);
			service.answer = () => status;
			await tellUsed(db, ada.id);
			for (let minutes = 0; minutes < 10; minutes++) await deliver(minutes);
			expect([service.arrived.length, mails.length, await countPhones(db)]).toEqual([1, 1, 1]);
		}
	);

	test.each([429, 500])('L4: %i is tried again, and at the end comes by mail', async (status) => {
		const { db, ada, service, deliver, mails } = await told(open);
		service.answer = () => status;
		await tellUsed(db, ada.id);
		await deliver();
		service.answer = () => 201;
		await deliver(1);
		expect([service.arrived.length, mails.length]).toEqual([2, 0]);

		service.answer = () => status;
		await tellUsed(db, ada.id);
		for (let minutes = 0; minutes < 300; minutes += 2) await deliver(minutes);
		expect([service.arrived.length, mails.length]).toEqual([2 + 8, 1]);
	});

	test('L4: a service that never answers may have taken it: it is never said by mail too', async () => {
		const { db, ada, service, deliver, mails } = await told(open, 60);
		service.answer = () => 0;
		await tellUsed(db, ada.id);
		for (let minutes = 0; minutes < 300; minutes += 2) await deliver(minutes);
		expect([service.arrived.length, mails.length]).toEqual([8, 0]);
	});

	test('L4: two processes at once tell a phone once', async () => {
		const { db, ada, service, deliverOn } = await told(open);
		const second = await openPlace(placeOf(db));
		for (let n = 0; n < 5; n++) await tellUsed(db, ada.id, `r${n}`);
		await Promise.all([deliverOn(db), deliverOn(second)]);
		expect(service.arrived.map(({ shown }) => shown['path']).toSorted()).toEqual(
			[0, 1, 2, 3, 4].map((n) => `/rewards/vouchers/r${n}`)
		);
	});

	test('L4: the preference centre governs all, and what another device said later holds', async () => {
		const { db, ada, service, deliver, mails } = await told(open);
		const [push, mail] = ['voucher-used.push', 'voucher-used.mail'];
		const save = (on: string[], said: string, shown = [push, mail]) =>
			saveChoices(db, { memberId: ada.id, shown: new Set(shown), on: new Set(on) }, said);
		expect(await save([mail], now)).toEqual({ newerAt: undefined });
		await tellUsed(db, ada.id);
		await deliver();
		expect([service.arrived.length, mails.length]).toEqual([0, 1]);

		await save([], now, [mail]);
		await tellUsed(db, ada.id);
		await deliver();
		expect([service.arrived.length, mails.length]).toEqual([0, 1]);

		const before = minutesAfter(now, -60);
		expect(await save([push, mail], before, [])).toEqual({ newerAt: now });
		const { topics } = await readNotices(db, { memberId: ada.id, sessionId: ada.sessionId }, now);
		expect(topics.find(({ topic }) => topic === 'voucher-used')).toMatchObject({
			push: false,
			mail: false
		});
	});

	test('L4: points are told on the phone alone, unless they were spent or are old news', async () => {
		const { db, ada, service, deliver, mails } = await told(open);
		const to = { kind: 'member', id: ada.id } as const;
		const posted = (points: number, at: string) =>
			transact(db, (trx) =>
				tell(
					trx,
					{ channel: 'event', topic: 'points-posted', to, facts: { points, balance: 4_200 } },
					at
				)
			);
		await posted(1_200, now);
		await posted(-700, now);
		await posted(90, minutesAfter(now, -3 * 24 * 60));
		await deliver();
		expect(service.arrived.map(({ shown }) => shown['title'])).toEqual(['1,200 points for you']);
		await removePhones(db, ada);
		await posted(500, now);
		await deliver();
		expect(mails).toEqual([]);
	});

	test('L4, A3: a phone goes with its session, stays with its new token, and is its owner’s alone', async () => {
		const { db, ada, phone } = await told(open);
		const other = await verified(db, { email: 'bob@example.com' });
		const [mine] = await db.selectFrom('push_subscription').selectAll().execute();
		await removePhone(db, other.id, mine?.id ?? '');
		expect(await countPhones(db)).toBe(1);

		const next = await rotateSession(db, 'member', ada.id, ada.sessionId, userAgent);
		expect(await countPhones(db)).toBe(1);
		const theirs = await startSession(db, 'member', other.id, userAgent);
		const push = sender(await keysOf(db), phone.endpoint);
		const whose = { memberId: other.id, sessionId: theirs.sessionId, userAgent };
		await addPhone(db, push, { ...phone, ...whose }, now);
		const [taken] = await db.selectFrom('push_subscription').selectAll().execute();
		expect([taken?.member_id, await countPhones(db)]).toEqual([other.id, 1]);
		await endSession(db, 'member', ada.id, next.sessionId);
		await endSession(db, 'member', other.id, theirs.sessionId);
		expect(await countPhones(db)).toBe(0);
	});

	test('L4, P4: only push services are taken down as phones', async () => {
		const { db, ada, phone } = await told(open);
		const strict = makePushSender({
			keys: await keysOf(db),
			configured: undefined,
			subject: 'mailto:a@b.example'
		});
		const endpoint = 'https://169.254.169.254/latest';
		const bad = { ...phone, endpoint, memberId: ada.id, sessionId: ada.sessionId, userAgent };
		await expect(addPhone(db, strict, bad, now)).rejects.toMatchObject({ code: 'invalid' });
		expect(await strict.send(phone, note)).toEqual({ kind: 'refused', code: 'not-a-service' });
	});

	test('L4: two processes that start at once have the same keys', async () => {
		const db = await open();
		const second = await openPlace(placeOf(db));
		const [one, other] = await Promise.all([takePushKeys(db, now), takePushKeys(second, now)]);
		expect(one).toBeDefined();
		expect(other).toEqual(one);
		const { sealed } = await db.selectFrom('push_key').selectAll().executeTakeFirstOrThrow();
		expect(sealed).not.toContain(one?.privateKey);
	});
});

const note = { payload: '{}', topic: 'survey', urgency: 'low', ttl_s: 60 } as const;

/** Ada with one phone at a service of ours. */
async function told(open: () => Promise<Db>, patience_ms?: number) {
	const db = await open();
	const service = await startPushService();
	const ada = await verified(db);
	const mails: Mail[] = [];
	const transport = {
		send: (mail: Mail) => {
			mails.push(mail);
			return Promise.resolve();
		}
	};
	// What joining sent is not what is told here.
	await deliverDue(db, transport, house, () => now);
	mails.length = 0;
	const phone = service.newPhone('ada');
	const keys = await keysOf(db);
	const push = makePushSender({ ...settings(service.host), keys, ca: service.ca, patience_ms });
	const { sessionId } = ada.session;
	await addPhone(db, push, { ...phone, memberId: ada.id, sessionId, userAgent }, now);
	const deliverOn = (on: Db, minutes = 0) =>
		deliverDue(on, transport, house, () => minutesAfter(now, minutes), undefined, push);
	const deliver = (minutes = 0) => deliverOn(db, minutes);
	return { db, service, mails, phone, deliver, deliverOn, ada: { id: ada.id, sessionId } };
}

function settings(host: string) {
	return { configured: [host], subject: 'mailto:stays@example.com' };
}

function sender(keys: Awaited<ReturnType<typeof keysOf>>, endpoint: string) {
	return makePushSender({ ...settings(new URL(endpoint).host), keys });
}

async function keysOf(db: Db) {
	const keys = await takePushKeys(db, now);
	if (!keys) throw new Error('no keys');
	return keys;
}

/** As the outbox has it once the event was read. */
function tellUsed(db: Db, id: string, redemptionId = 'r1'): Promise<void> {
	const to = { kind: 'member', id } as const;
	const message = { channel: 'push', topic: 'voucher-used', to, facts: { redemptionId } } as const;
	return transact(db, (trx) => tell(trx, message, now));
}

async function countPhones(db: Db): Promise<number> {
	return (await db.selectFrom('push_subscription').select('id').execute()).length;
}

async function removePhones(db: Db, { id }: { readonly id: string }): Promise<void> {
	for (const phone of await db.selectFrom('push_subscription').select('id').execute())
		await removePhone(db, id, phone.id);
}
