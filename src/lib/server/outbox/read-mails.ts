import type { MailView } from '#lib/domain/views/mail.ts';
import type { Db } from '../db/database.ts';
import type { House } from '../mail/templates.ts';
import { findAddressees, letterTo } from './letters.ts';
import { listMails } from './queries.ts';

const page_size = 50;

/** The outbox for staff. Its links lead nowhere: the secret that signs in or resets is left out. */
export async function readMails(
	db: Db,
	house: House,
	before: string | undefined
): Promise<MailView> {
	const { rows, older } = await listMails(db, before, page_size);
	const addressees = await findAddressees(db, rows);
	const mails = rows.map((row) => {
		const letter = letterTo(addressees, row, house);
		return letter && { ...lineOf(row), to: letter.to, subject: letter.subject, text: letter.text };
	});
	return {
		mails: mails.filter((mail) => mail !== undefined),
		older,
		olderBefore: older ? rows.at(-1)?.id : undefined
	};
}

function lineOf(row: Awaited<ReturnType<typeof listMails>>['rows'][number]) {
	return {
		id: row.id,
		topic: row.topic,
		createdAt: row.created_at,
		sentAt: row.error === null ? (row.done_at ?? undefined) : undefined,
		attempts: row.attempts,
		error: row.error ?? undefined
	};
}
