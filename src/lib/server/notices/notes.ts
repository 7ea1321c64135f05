import type { Facts } from '#lib/domain/refusal.ts';
import { topicOf } from '#lib/domain/notices/topics.ts';
import { say, type Text } from '#lib/domain/text.ts';
import { formatNumber } from '#lib/i18n/formats.ts';
import { baseLocale, isLocale, m, type Locale } from '#lib/i18n/messages.ts';
import { withLocale } from '#lib/i18n/with-locale.ts';
import type { OutboxTable } from '../db/tables.ts';
import { sayExpiring } from '../mail/say-expiring.ts';
import type { PushNote } from './send-push.ts';

const day_s = 86_400;

/** What the worker shows. A lock screen is read by anybody: no name, no house, no bill. */
export interface Shown {
	readonly title: string;
	readonly body: string;
	/** Where a tap leads. */
	readonly path: string;
	/** A newer notice of the same kind takes the place of the older. */
	readonly tag: string;
	readonly lang: string;
}

export function noteFor(message: Pick<OutboxTable, 'topic' | 'facts'>, asked: string): PushNote {
	const locale = isLocale(asked) ? asked : baseLocale;
	const tag = topicOf(message.topic) ?? message.topic;
	const facts = JSON.parse(message.facts) as Facts;
	const words = withLocale(locale, () => wordsFor(message.topic, tag, facts, locale));
	return {
		payload: JSON.stringify({ ...words, tag, lang: locale } satisfies Shown),
		topic: tag,
		urgency: tag === 'voucher-used' || tag === 'points-posted' ? 'normal' : 'low',
		ttl_s: tag === 'voucher-used' ? day_s : 7 * day_s
	};
}

function wordsFor(topic: string, tag: string, facts: Facts, locale: Locale) {
	switch (tag) {
		case 'points-posted':
			return {
				title: m.notice_posted_title({ points: formatNumber(Number(facts['points'])) }),
				body: m.notice_posted_text({ balance: formatNumber(Number(facts['balance'])) }),
				path: '/points'
			};
		case 'points-expiring': {
			const { first } = sayExpiring(facts);
			return {
				title: m.notice_expiring_title(),
				body: m.notice_expiring_text(first),
				path: '/points/lots'
			};
		}
		case 'survey':
			return {
				title: m.notice_survey_title(),
				body:
					topic === 'survey-reminder' ? m.notice_survey_reminder_text() : m.notice_survey_text(),
				path: '/surveys'
			};
		case 'voucher-used':
			return {
				title: m.notice_voucher_title(),
				body: m.notice_voucher_text(),
				path: `/rewards/vouchers/${String(facts['redemptionId'])}`
			};
		case 'case-answered':
			return {
				title: m.notice_case_title(),
				body: m.notice_case_text(),
				path: `/surveys/cases/${String(facts['caseId'])}`
			};
		default: {
			const tier = say(JSON.parse(String(facts['tier'])) as Text, locale);
			return { title: m.notice_tier_title({ tier }), body: m.notice_tier_text(), path: '/home' };
		}
	}
}
