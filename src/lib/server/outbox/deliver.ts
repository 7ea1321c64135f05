import type { Instant } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { baseLocale, isLocale, type Locale } from '#lib/i18n/messages.ts';
import { minutesAfter } from '../clock.ts';
import type { Db, Reader } from '../db/database.ts';
import type { OutboxTable } from '../db/tables.ts';
import { isMailTopic, writeLetter, type House, type Letter } from '../mail/templates.ts';
import type { MailTransport } from '../mail/transports.ts';
import { findIdentity } from '../members/queries.ts';
import { claimMessage, closeEvents, closeMessage, listDue, postponeMessage } from './queries.ts';

const lease_minutes = 2;
const attempts_max = 8;
const slice = 20;

export interface Delivered {
	readonly sent: number;
	readonly failed: number;
}

/**
 * Sends what is due. Each message is claimed by a lease, so that several processes share the work;
 * one that fails comes again after 1, 2, 4 … minutes and is given up after the eighth try.
 */
export async function deliverDue(
	db: Db,
	transport: MailTransport,
	house: House,
	now: () => Instant,
	goesOn = () => true
): Promise<Delivered> {
	let sent = 0;
	let failed = 0;
	for (const message of await listDue(db, 'mail', now(), slice)) {
		if (!goesOn()) break;
		const at = now();
		if (!(await claimMessage(db, message.id, at, minutesAfter(at, lease_minutes)))) continue;
		const error = await trySending(db, transport, house, message);
		if (error === undefined) {
			await closeMessage(db, message.id, now());
			sent++;
		} else {
			await retryOrGiveUp(db, message, error, now());
			failed++;
		}
	}
	await closeEvents(db, now());
	return { sent, failed };
}

export interface Addressed extends Letter {
	readonly to: string;
}

/** The mail as its reader gets it; undefined when there is nobody to send it to any more. */
export async function letterFor(
	reader: Reader,
	message: Pick<OutboxTable, 'topic' | 'to_kind' | 'to_id'>,
	house: House,
	secret?: string
): Promise<Addressed | undefined> {
	if (!isMailTopic(message.topic) || message.to_kind !== 'member') return undefined;
	const identity = await findIdentity(reader, message.to_id);
	if (!identity || identity.status === 'erased') return undefined;

	const { email, pendingEmail, verified } = identity;
	const to = message.topic === 'confirm-address-new' ? pendingEmail : email;
	if (!to) return undefined;
	const name = verified ? fullName(identity.givenName, identity.familyName) : undefined;
	const about = { locale: localeOf(identity.locale), name, pendingEmail };
	return { to, ...writeLetter(message.topic, house, about, secret) };
}

/** What went wrong as a code (an error's text may hold an address); undefined when it was sent. */
async function trySending(
	db: Db,
	transport: MailTransport,
	house: House,
	message: OutboxTable
): Promise<string | undefined> {
	try {
		const letter = await letterFor(db, message, house, message.secret ?? undefined);
		if (letter) await transport.send({ id: message.id, ...letter });
		return undefined;
	} catch (thrown) {
		const { code, responseCode } = thrown as { code?: unknown; responseCode?: unknown };
		return [code, responseCode].filter((part) => part !== undefined).join(' ') || 'failed';
	}
}

async function retryOrGiveUp(
	db: Db,
	message: OutboxTable,
	error: string,
	now: Instant
): Promise<void> {
	const attempts = message.attempts + 1;
	if (attempts >= attempts_max) await closeMessage(db, message.id, now, error);
	else await postponeMessage(db, message.id, minutesAfter(now, 2 ** (attempts - 1)), error);
}

function localeOf(locale: string): Locale {
	return isLocale(locale) ? locale : baseLocale;
}
