import {
	choiceKey,
	decideInstead,
	decideNotice,
	type NoticeChoices,
	type Way
} from '#lib/domain/notices/decide.ts';
import { topicOf, type NoticeChannel, type NoticeTopic } from '#lib/domain/notices/topics.ts';
import type { Reader } from '../db/database.ts';
import type { PushSubscriptionTable } from '../db/tables.ts';
import { listChoices, listPhones } from './queries.ts';

export interface Reached {
	readonly choices: NoticeChoices;
	readonly phones: readonly PushSubscriptionTable[];
}

export type HowToTell = ReadonlyMap<string, Reached>;

/** What members want to be told and where they can be reached, with two statements for all of them. */
export async function readHowToTell(
	reader: Reader,
	memberIds: readonly string[]
): Promise<HowToTell> {
	const ids = [...new Set(memberIds)];
	if (ids.length === 0) return new Map();
	const choices = Map.groupBy(await listChoices(reader, ids), ({ member_id }) => member_id);
	const phones = Map.groupBy(await listPhones(reader, ids), ({ member_id }) => member_id);
	return new Map(
		ids.map((id) => [id, { choices: toChoices(choices.get(id)), phones: phones.get(id) ?? [] }])
	);
}

interface Message {
	readonly topic: string;
	readonly to_id: string;
}

/** By which way a message goes: the one place where that is decided. */
export function wayOf(how: HowToTell, { topic, to_id }: Message, hasPush: boolean): Way {
	const about = topicOf(topic);
	const reached = how.get(to_id);
	if (!about || !reached) return 'none';
	return decideNotice(about, reached.choices, hasPush ? reached.phones.length : 0);
}

/** The same after no phone took it. */
export function insteadOf(how: HowToTell, { topic, to_id }: Message): Way {
	const about = topicOf(topic);
	const reached = how.get(to_id);
	return about && reached ? decideInstead(about, reached.choices) : 'none';
}

function toChoices(
	rows: readonly { topic: string; channel: NoticeChannel; is_on: number }[] = []
): NoticeChoices {
	return new Map(
		rows.map((row) => [choiceKey(row.topic as NoticeTopic, row.channel), row.is_on === 1])
	);
}
