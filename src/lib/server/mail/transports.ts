import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createTransport } from 'nodemailer';
import type { Letter } from './templates.ts';

export interface Mail extends Letter {
	/** The same for every try, so that a receiver can see a repeat. */
	readonly id: string;
	readonly to: string;
}

export interface MailTransport {
	readonly send: (mail: Mail) => Promise<void>;
}

/** Through SMTP when it is set, else as files in the data folder. */
export function makeTransport({
	smtpUrl,
	mailFrom,
	dataDir
}: {
	readonly smtpUrl?: string | undefined;
	readonly mailFrom: string;
	readonly dataDir: string;
}): MailTransport {
	return smtpUrl
		? smtpTransport(smtpUrl, mailFrom)
		: fileTransport(path.join(dataDir, 'mail'), mailFrom);
}

/** One `.eml` per mail, whole or not at all; sending it again writes the same file. */
export function fileTransport(folder: string, from: string): MailTransport {
	const composer = createTransport({ streamTransport: true, buffer: true, newline: 'windows' });
	return {
		async send(mail) {
			const { message } = await composer.sendMail(envelope(mail, from));
			if (!Buffer.isBuffer(message)) throw new Error('the mail was not buffered');
			await mkdir(folder, { recursive: true });
			const file = path.join(folder, `${mail.id}.eml`);
			await writeFile(`${file}.part`, message, { mode: 0o600 });
			await rename(`${file}.part`, file);
		}
	};
}

export function smtpTransport(url: string, from: string): MailTransport {
	const composer = createTransport(withTimeouts(url));
	return {
		async send(mail) {
			await composer.sendMail(envelope(mail, from));
		}
	};
}

/** The library waits for minutes by default; a slow host must not hold up the queue. */
function withTimeouts(url: string): string {
	const address = new URL(url);
	const times_ms = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
	for (const [name, ms] of Object.entries(times_ms))
		if (!address.searchParams.has(name)) address.searchParams.set(name, String(ms));
	return address.href;
}

function envelope(mail: Mail, from: string) {
	return {
		from,
		// An address object: a display name cannot be smuggled in through the address.
		to: { name: '', address: mail.to },
		subject: mail.subject,
		text: mail.text,
		html: mail.html,
		messageId: `<${mail.id}@stayward>`,
		headers: { 'Auto-Submitted': 'auto-generated' },
		disableFileAccess: true,
		disableUrlAccess: true
	};
}
