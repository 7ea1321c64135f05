import type { Instant } from '#lib/domain/calendar.ts';
import { choiceKey, isOn } from '#lib/domain/notices/decide.ts';
import { noticeChannels, noticeTopics, type NoticeTopic } from '#lib/domain/notices/topics.ts';
import { isOlder } from '#lib/domain/phone/said.ts';
import type { Db } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readHowToTell } from './how-to-tell.ts';
import { listChoices, putChoices } from './queries.ts';

export interface SaveChoices {
	readonly memberId: string;
	/** What was on when the form was shown, and what is to be: by `choiceKey`. */
	readonly shown: ReadonlySet<string>;
	readonly on: ReadonlySet<string>;
}

/**
 * Takes what a member changed; what they left alone may have been changed elsewhere meanwhile and stays.
 * Of two devices the one that spoke last holds, choice by choice; says when a later one spoke.
 */
export function saveChoices(
	db: Db,
	{ memberId, shown, on }: SaveChoices,
	said: Instant
): Promise<{ readonly newerAt: Instant | undefined }> {
	return transact(db, async (trx) => {
		await lockAccount(trx, memberId);
		const rows = await listChoices(trx, [memberId]);
		const saidAt = new Map(
			rows.map((row) => [choiceKey(row.topic as NoticeTopic, row.channel), row.changed_at])
		);
		const { choices } = (await readHowToTell(trx, [memberId])).get(memberId)!;
		const changed = noticeTopics.flatMap((topic) =>
			noticeChannels
				.map((channel) => ({ topic, channel, key: choiceKey(topic, channel) }))
				.filter(({ key }) => shown.has(key) !== on.has(key))
				.map((one) => ({ ...one, isOn: on.has(one.key), is: isOn(choices, topic, one.channel) }))
		);
		const late = changed.filter(({ key }) => isOlder(said, saidAt.get(key)));
		const fresh = changed.filter((one) => !late.includes(one));
		await putChoices(trx, memberId, fresh, said);
		const newer = late.filter((one) => one.isOn !== one.is).map(({ key }) => saidAt.get(key)!);
		return { newerAt: newer.sort().at(-1) };
	});
}
