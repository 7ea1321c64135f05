import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { expect, onTestFinished, test } from 'vitest';
import { minutesAfter } from '#lib/server/clock.ts';
import { transact } from '#lib/server/db/transact.ts';
import { fileTransport, smtpTransport, type Mail } from '#lib/server/mail/transports.ts';
import { askForReset } from '#lib/server/members/ask-for-reset.ts';
import { deliverDue } from '#lib/server/outbox/deliver.ts';
import { tell } from '#lib/server/outbox/queries.ts';
import { readMails } from '#lib/server/outbox/read-mails.ts';
import { onBothDatabases, openPlace, placeOf } from './databases.ts';
import { joined, mailedSecret, now, verified } from './people.ts';

const house = { hotel: 'Aurora', origin: 'https://stays.example.com' };
const sender = 'Aurora <stays@example.com>';

onBothDatabases((open) => {
	test('M5: a mail leaves once with its link, and the secret is forgotten', async () => {
		const db = await open();
		const { id } = await joined(db);
		const secret = await mailedSecret(db, 'verify-address', id);
		const sent = collect();
		expect(await deliverDue(db, sent, house, () => now)).toEqual({ sent: 1, failed: 0 });
		expect(await deliverDue(db, sent, house, () => now)).toEqual({ sent: 0, failed: 0 });

		expect(sent.mails).toHaveLength(1);
		expect(sent.mails[0]).toMatchObject({ to: 'ada@example.com' });
		for (const part of [sent.mails[0]?.text, sent.mails[0]?.html])
			expect(part).toContain(`https://stays.example.com/verify/${secret}`);
		expect(await mailedSecret(db, 'verify-address', id).catch(() => 'gone')).toBe('gone');
	});

	test('M5: two processes that deliver at once send everything once', async () => {
		const db = await open();
		const second = await openPlace(placeOf(db));
		for (let n = 0; n < 8; n++) await joined(db, { email: `ada${n}@example.com` });
		const sent = collect();
		await Promise.all([db, second].map((node) => deliverDue(node, sent, house, () => now)));
		expect(sent.mails.map(({ to }) => to).toSorted()).toEqual(
			Array.from({ length: 8 }, (_, n) => `ada${n}@example.com`)
		);
	});

	test('M5: a message of a transaction that is rolled back never leaves', async () => {
		const db = await open();
		const { id } = await verified(db);
		const sent = collect();
		await deliverDue(db, sent, house, () => now);
		const before = sent.mails.length;
		const to = { kind: 'member', id } as const;
		await transact(db, async (trx) => {
			await tell(trx, { channel: 'mail', topic: 'password-changed', to }, now);
			throw new Error('no');
		}).catch(() => undefined);
		await deliverDue(db, sent, house, () => now);
		expect(sent.mails).toHaveLength(before);
	});

	test('M5: what fails is tried again later, eight times, and then given up without its secret', async () => {
		const db = await open();
		const { id } = await joined(db);
		const broken = {
			tries: 0,
			send() {
				this.tries++;
				return Promise.reject(Object.assign(new Error('ada@example.com?'), { code: 'EENVELOPE' }));
			}
		};
		let at = now;
		for (let minutes = 0; minutes < 600; minutes++, at = minutesAfter(at, 1))
			await deliverDue(db, broken, house, () => at);
		expect(broken.tries).toBe(8);
		const row = db.selectFrom('outbox').selectAll().where('to_id', '=', id);
		const message = await row.executeTakeFirstOrThrow();
		expect(message).toMatchObject({ attempts: 8, secret: null, error: 'EENVELOPE' });
		expect(message.done_at).not.toBeNull();
	});

	test('M5: a process that died while sending holds a mail back for its lease only', async () => {
		const db = await open();
		await joined(db);
		let began: (() => void) | undefined;
		const started = new Promise<void>((resolve) => (began = resolve));
		void deliverDue(
			db,
			{ send: () => (began?.(), new Promise(() => undefined)) },
			house,
			() => now
		);
		await started;
		const sent = collect();
		await deliverDue(db, sent, house, () => minutesAfter(now, 1));
		expect(sent.mails).toHaveLength(0);
		await deliverDue(db, sent, house, () => minutesAfter(now, 2));
		expect(sent.mails).toHaveLength(1);
	});

	test('M5: a mail to nobody is dropped and not shown', async () => {
		const db = await open();
		await askForReset(db, 'nobody@example.com', now);
		const sent = collect();
		await deliverDue(db, sent, house, () => now);
		expect(sent.mails).toHaveLength(0);
		expect((await readMails(db, house, undefined)).mails).toEqual([]);
	});

	test('A5 M5: staff see the mails without the links that sign in or reset', async () => {
		const db = await open();
		const member = await verified(db);
		await askForReset(db, member.email, now);
		const secret = await mailedSecret(db, 'reset-password', member.id);
		const { mails } = await readMails(db, house, undefined);
		expect(mails.map(({ topic, to }) => [topic, to])).toEqual([
			['reset-password', 'ada@example.com'],
			['verify-address', 'ada@example.com']
		]);
		expect(mails[0]?.text).toContain('https://stays.example.com/reset/•');
		expect(JSON.stringify(mails)).not.toContain(secret);
	});

	test('M5: the list goes on where a page ended', async () => {
		const db = await open();
		for (let n = 0; n < 12; n++)
			for (let mail = 0; mail < 5; mail++) await askAgain(db, `ada${n}@example.com`);
		const first = await readMails(db, house, undefined);
		const second = await readMails(db, house, first.olderBefore);
		expect([first.older, second.older]).toEqual([true, false]);
		const ids = [...first.mails, ...second.mails].map(({ id }) => id);
		expect(new Set(ids).size).toBe(72);
		expect(ids).toHaveLength(72);
	});

	test('L5 M5: a mail speaks its reader’s language and greets by name only at a proven address', async () => {
		const db = await open();
		await joined(db, { locale: 'zh-CN', familyName: '<b>Lin</b>' });
		const proven = await verified(db, { email: 'lin@example.com', familyName: '<b>Lin</b>' });
		await askForReset(db, proven.email, now);
		const sent = collect();
		await deliverDue(db, sent, house, () => now);
		const [chinese, , english] = sent.mails;
		expect(chinese?.subject).toBe('请确认您在 Aurora 的邮箱');
		expect(chinese?.html).toContain('lang="zh-CN"');
		expect(chinese?.text).not.toContain('Lin');
		expect(english?.text).toContain('Dear Ada <b>Lin</b>,');
		expect(english?.html).toContain('&lt;b&gt;Lin&lt;/b&gt;');
		expect(english?.html).not.toContain('<b>');
	});
});

test('M5: the file transport writes one readable mail per file, also when it is sent twice', async () => {
	const folder = await mkdtemp(path.join(tmpdir(), 'stayward-mail-'));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	const transport = fileTransport(folder, sender);
	const mail = aMail();
	await transport.send(mail);
	await transport.send(mail);
	expect(await readdir(folder)).toEqual([`${mail.id}.eml`]);
	expectSame(await simpleParser(await readFile(path.join(folder, `${mail.id}.eml`))), mail);
});

test('M5: a mail goes through a real SMTP server', async () => {
	const got: Promise<ParsedMail>[] = [];
	const url = await smtpServer((stream) => got.push(simpleParser(stream)));
	const mail = aMail();
	await smtpTransport(url, sender).send(mail);
	expect(got).toHaveLength(1);
	expectSame(await got[0]!, mail);
});

test('M5: a server that refuses a mail makes the sending fail', async () => {
	const url = await smtpServer(() => undefined, true);
	await expect(smtpTransport(url, sender).send(aMail())).rejects.toMatchObject({
		responseCode: 550
	});
});

function aMail(): Mail {
	return {
		id: '0198c0de-0000-7000-8000-000000000001',
		to: 'ada@example.com',
		subject: '请确认您的邮箱',
		text: 'Dear Ada,\n\n.\nhttps://stays.example.com/verify/secret',
		html: '<p>Dear Ada</p>'
	};
}

function expectSame(parsed: ParsedMail, mail: Mail): void {
	expect(parsed.subject).toBe(mail.subject);
	expect(parsed.text?.trim()).toBe(mail.text);
	expect(parsed.html).toBe(mail.html);
	expect(parsed.from?.text).toContain('stays@example.com');
	expect(parsed.messageId).toBe(`<${mail.id}@stayward>`);
	expect([parsed.to].flat()[0]?.text).toBe('ada@example.com');
}

function collect() {
	const mails: Mail[] = [];
	return { mails, send: (mail: Mail) => Promise.resolve(void mails.push(mail)) };
}

async function smtpServer(receive: (stream: Readable) => unknown, refuse = false): Promise<string> {
	const server = new SMTPServer({
		disabledCommands: ['AUTH', 'STARTTLS'],
		logger: false,
		onData(stream, _session, done) {
			receive(stream);
			stream.on('end', () =>
				done(refuse ? Object.assign(new Error('no'), { responseCode: 550 }) : null)
			);
			if (refuse) stream.resume();
		}
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	onTestFinished(() => new Promise<void>((closed) => server.close(closed)));
	return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

async function askAgain(db: Parameters<typeof joined>[0], email: string): Promise<void> {
	const known = db.selectFrom('member_identity').select('member_id').where('email', '=', email);
	if (await known.executeTakeFirst()) await askForReset(db, email, now);
	else {
		await joined(db, { email });
		await askForReset(db, email, now);
	}
}
