import type { Instant } from '#lib/domain/calendar.ts';
import { minutesAfter } from '../clock.ts';
import type { Db } from '../db/database.ts';
import type { OutboxTable } from '../db/tables.ts';
import type { House } from '../mail/templates.ts';
import type { MailTransport } from '../mail/transports.ts';
import { deliverNotices } from '../notices/deliver-notices.ts';
import type { PushSender } from '../notices/send-push.ts';
import { tellOfEvents } from '../notices/tell-of-events.ts';
import { letterFor } from './letters.ts';
import { claimMessage, closeMessage, listDue, postponeMessage } from './queries.ts';

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
	goesOn = () => true,
	push?: PushSender
): Promise<Delivered> {
	// First what may turn out to be a mail.
	await tellOfEvents(db, now());
	let { sent, failed } = await deliverNotices(db, push, now, goesOn);
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
	return { sent, failed };
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
