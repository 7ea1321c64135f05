import { addDays } from '#lib/domain/calendar.ts';
import {
	decideReminder,
	type Reminded,
	type Reminder
} from '#lib/domain/expiry/decide-reminder.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { Trx } from '../db/database.ts';
import type { JobAt, JobSlice } from '../jobs/job.ts';
import { listNext } from '../ledger/expire-points.ts';
import { lockAccounts } from '../ledger/queries.ts';
import { readHistories } from '../ledger/read-histories.ts';
import { findIdentities } from '../members/queries.ts';
import { tellAll, type Message } from '../outbox/queries.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { addReminded, listReminded } from './queries.ts';

/**
 * Tells the next few members by mail of points that lapse soon, as they stand today, whatever day the
 * run is for. The accounts are held, so what is spent meanwhile is not spoken of; who has not proven
 * their address is not written to.
 */
export async function remindMembers(trx: Trx, { cursor, now }: JobAt): Promise<JobSlice> {
	const programme = await findProgramme(trx);
	if (!programme) return nobody;
	const today = todayIn(programme, now);
	const { reminders, pointsName } = versionOn(programme, today).document;
	if (!reminders) return nobody;
	const until = addDays(today, Math.max(...reminders.daysBefore) + 1);
	const next = await listNext(trx, programme, until, cursor);
	const identities = await findIdentities(trx, next.memberIds);
	const writable = next.memberIds.filter((id) => {
		const identity = identities.get(id);
		return identity?.status === 'active' && identity.verified;
	});
	const held = await lockAccounts(trx, writable);
	const histories = await readHistories(trx, [...held.keys()], held, programme);
	const lotIds = [...histories.values()].flatMap(({ lots }) => lots.map(({ id }) => id));
	const before = Map.groupBy(await listReminded(trx, lotIds), ({ lotId }) => lotId);
	const letters: Message[] = [];
	const marks: Reminded[] = [];
	for (const [memberId, history] of histories) {
		const told = history.lots.flatMap(({ id }) => before.get(id) ?? []);
		const reminder = decideReminder(history, programme, today, told);
		if (!reminder) continue;
		marks.push(...reminder.told);
		letters.push(letterOf(memberId, reminder, pointsName));
	}
	await addReminded(trx, marks, now);
	await tellAll(trx, letters, now);
	return { cursor: next.cursor, done: { members: letters.length } };
}

const nobody: JobSlice = { cursor: undefined, done: { members: 0 } };

function letterOf(memberId: string, reminder: Reminder, pointsName: object): Message {
	return {
		channel: 'push',
		topic: 'points-expiring',
		to: { kind: 'member', id: memberId },
		facts: {
			lapses: JSON.stringify(reminder.lapses),
			keepAlive: JSON.stringify(reminder.keepAlive),
			pointsName: JSON.stringify(pointsName)
		}
	};
}
