import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { isOn } from '#lib/domain/notices/decide.ts';
import { noticeTopics } from '#lib/domain/notices/topics.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { NoticesView } from '#lib/domain/views/notices.ts';
import type { Db } from '../db/database.ts';
import { findProgramme } from '../programme/read-programme.ts';
import { readHowToTell } from './how-to-tell.ts';
import { findPushKey } from './key-queries.ts';

/** What a member is told and where. Days as the programme counts them. */
export async function readNotices(
	db: Db,
	{ memberId, sessionId }: { readonly memberId: string; readonly sessionId: string },
	now: Instant
): Promise<NoticesView> {
	const { choices, phones } = (await readHowToTell(db, [memberId])).get(memberId)!;
	const programme = await findProgramme(db);
	const zone = programme && versionOn(programme, now.slice(0, 10)).document.timeZone;
	return {
		topics: noticeTopics.map((topic) => ({
			topic,
			push: isOn(choices, topic, 'push'),
			mail: isOn(choices, topic, 'mail')
		})),
		phones: phones.map(({ id, device, created_at, session_id }) => ({
			id,
			name: device,
			since: dateIn(zone ?? 'UTC', created_at),
			current: session_id === sessionId
		})),
		key: (await findPushKey(db))?.public_key
	};
}
