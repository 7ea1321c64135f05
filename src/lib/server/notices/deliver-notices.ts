import type { Instant } from '#lib/domain/calendar.ts';
import { addMilliseconds } from '#lib/domain/calendar.ts';
import { minutesAfter } from '../clock.ts';
import type { Db } from '../db/database.ts';
import type { OutboxTable, PushSubscriptionTable } from '../db/tables.ts';
import { findIdentities, type Identity } from '../members/queries.ts';
import {
	claimMessage,
	closeMessage,
	listDue,
	postponeMessage,
	sendByMail
} from '../outbox/queries.ts';
import { insteadOf, readHowToTell, wayOf, type HowToTell } from './how-to-tell.ts';
import { noteFor } from './notes.ts';
import { deleteGone, noteFailed, noteSent } from './queries.ts';
import type { PushNote, PushOutcome, PushSender } from './send-push.ts';

const lease_minutes = 2;
const attempts_max = 8;
const slice = 100;
const after_s_max = 6 * 3_600;

/** A notice that may have arrived is never said a second time by mail. */
const silent = 'silent';

/**
 * Tells what is due on phones, and hands to the mail what comes by mail. A notice is one row whatever its
 * way, and of several processes the one with the lease has it.
 */
export async function deliverNotices(
	db: Db,
	push: PushSender | undefined,
	now: () => Instant,
	goesOn = () => true
): Promise<{ sent: number; failed: number }> {
	const due = await listDue(db, 'push', now(), slice);
	const ids = due.map(({ to_id }) => to_id);
	const how = await readHowToTell(db, ids);
	const people = due.length > 0 ? await findIdentities(db, ids) : new Map<string, Identity>();
	const done = { sent: 0, failed: 0 };
	for (const message of due) {
		if (!goesOn()) break;
		const at = now();
		if (!(await claimMessage(db, message.id, at, minutesAfter(at, lease_minutes)))) continue;
		const way = wayOf(how, message, push !== undefined);
		const reader = people.get(message.to_id);
		if (way === 'mail') await sendByMail(db, [message.id], now());
		else if (way === 'none' || !push || reader?.status !== 'active')
			await closeMessage(db, message.id, now());
		else {
			const phones = how.get(message.to_id)?.phones ?? [];
			const outcomes = await sendToAll(db, push, phones, noteFor(message, reader.locale), now);
			const isSent = await settle(db, how, message, outcomes, now());
			done[isSent ? 'sent' : 'failed']++;
		}
	}
	return done;
}

async function sendToAll(
	db: Db,
	push: PushSender,
	phones: readonly PushSubscriptionTable[],
	note: PushNote,
	now: () => Instant
): Promise<PushOutcome[]> {
	const outcomes = await Promise.all(phones.map((phone) => push.send(phone, note)));
	for (const [at, phone] of phones.entries()) {
		const outcome = outcomes[at];
		if (outcome?.kind === 'sent') await noteSent(db, phone.id, now());
		else if (outcome?.kind === 'gone') await deleteGone(db, phone);
		else await noteFailed(db, phone.id);
	}
	return outcomes;
}

/** One phone that took it is enough: a second try would tell that one again. True when one did. */
async function settle(
	db: Db,
	how: HowToTell,
	message: OutboxTable,
	outcomes: readonly PushOutcome[],
	now: Instant
): Promise<boolean> {
	if (outcomes.some(({ kind }) => kind === 'sent')) {
		await closeMessage(db, message.id, now);
		return true;
	}
	const attempts = message.attempts + 1;
	const isSilent = message.error === silent || outcomes.some(({ kind }) => kind === 'silent');
	const mayStill = outcomes.some(({ kind }) => kind === 'later' || kind === 'silent');
	const code = isSilent ? silent : codeOf(outcomes);
	if (mayStill && attempts < attempts_max)
		await postponeMessage(db, message.id, nextTry(outcomes, attempts, now), code);
	else if (isSilent || insteadOf(how, message) === 'none')
		await closeMessage(db, message.id, now, code);
	else await sendByMail(db, [message.id], now);
	return false;
}

/** After 1, 2, 4 … minutes, or when the service says. */
function nextTry(outcomes: readonly PushOutcome[], attempts: number, now: Instant): Instant {
	const asked_s = outcomes.map((one) => (one.kind === 'later' ? (one.after_s ?? 0) : 0));
	const wait_s = Math.max(60 * 2 ** (attempts - 1), ...asked_s);
	return addMilliseconds(now, Math.min(wait_s, after_s_max) * 1_000);
}

function codeOf(outcomes: readonly PushOutcome[]): string {
	return outcomes.map((one) => ('code' in one ? one.code : one.kind)).join(' ');
}
