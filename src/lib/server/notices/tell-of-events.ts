import { addMilliseconds, type Instant } from '#lib/domain/calendar.ts';
import { topicOf } from '#lib/domain/notices/topics.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import type { Db } from '../db/database.ts';
import type { OutboxTable } from '../db/tables.ts';
import { transact } from '../db/transact.ts';
import { listDue, takeEvents, tellAll, type Message } from '../outbox/queries.ts';
import { findProgramme } from '../programme/read-programme.ts';
import { readHowToTell, wayOf } from './how-to-tell.ts';
import { newTier } from './new-tier.ts';

/** What an old file or a long stop brings is no news. */
const news_ms = 2 * 86_400_000;

/**
 * Events become notices for those who want them; the others are closed (webhooks will listen to them).
 * So a posting writes one row, whoever is told of it.
 */
export async function tellOfEvents(db: Db, now: Instant): Promise<void> {
	if ((await listDue(db, 'event', now, 1)).length === 0) return;
	await transact(db, async (trx) => {
		const events = await takeEvents(trx, now);
		const news = events.filter((event) => isNews(event, now)).toSorted(byId);
		const how = await readHowToTell(
			trx,
			news.map(({ to_id }) => to_id)
		);
		const programme = await findProgramme(trx);
		const notices: Message[] = [];
		for (const event of news) {
			if (wayOf(how, event, true) === 'none') continue;
			const { topic, to_id: id } = event;
			let facts: Facts | undefined = JSON.parse(event.facts) as Facts;
			// There are few of these, and most members reach none in a year.
			if (topic === 'tier-reached')
				facts = programme && (await newTier(trx, id, facts, programme, now));
			const to = { kind: 'member', id } as const;
			const said = topic === 'voucher-used-in-part' ? 'voucher-used' : topic;
			if (facts) notices.push({ channel: 'push', topic: said, to, facts });
		}
		await tellAll(trx, notices, now);
	});
}

function isNews({ topic, to_kind, created_at, facts }: OutboxTable, now: Instant): boolean {
	if (!topicOf(topic) || to_kind !== 'member') return false;
	if (created_at < addMilliseconds(now, -news_ms)) return false;
	// What somebody spent or lost they see where they do it, or are told before.
	return topic !== 'points-posted' || Number((JSON.parse(facts) as Facts)['points']) > 0;
}

function byId(one: OutboxTable, other: OutboxTable): number {
	return one.id < other.id ? -1 : 1;
}
