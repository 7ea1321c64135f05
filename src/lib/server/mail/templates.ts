import { topicOf } from '#lib/domain/notices/topics.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import { say, type Text } from '#lib/domain/text.ts';
import { formatDate, formatNumber } from '#lib/i18n/formats.ts';
import { m, type Locale } from '#lib/i18n/messages.ts';
import { withLocale } from '#lib/i18n/with-locale.ts';
import { escape } from './escape.ts';
import { ratingHtml, ratingLinks, ratingText, type RatingLinks } from './rating-links.ts';
import { sayExpiring } from './say-expiring.ts';

export interface Letter {
	readonly subject: string;
	readonly text: string;
	readonly html: string;
}

export interface House {
	readonly hotel: string | Text;
	/** By which guests reach us; links begin with it. */
	readonly origin: string;
}

/** With its name in the reader's language. */
interface NamedHouse extends House {
	readonly hotel: string;
}

/** What a template may say of the one it is for. */
export interface Reader {
	readonly locale: Locale;
	/** Only for proven addresses: anybody can type any name beside somebody's address. */
	readonly name?: string | undefined;
	readonly pendingEmail?: string | undefined;
	/** What the message is about: ids, and names that the hotel wrote. */
	readonly facts?: Facts | undefined;
	/** What a colleague wrote to them. */
	readonly quote?: string | undefined;
}

interface Words {
	readonly subject: string;
	readonly text: string;
	readonly action: string;
	readonly path: string;
	readonly ignore: string;
	/** In the words of whoever wrote it. */
	readonly quote?: string | undefined;
	/** A question that can be answered from here. */
	readonly rating?: RatingLinks | undefined;
}

type Template = (house: NamedHouse, reader: Reader, secret: string) => Words;

/** A name that the hotel wrote, as the facts of a message carry it. */
function nameIn(locale: Locale, name: Facts[string] | undefined): string {
	return typeof name === 'string' ? say(JSON.parse(name) as Text, locale) : '';
}

function aboutTransfer(locale: Locale) {
	return {
		action: m.mail_transfer_action({}, { locale }),
		path: '/points',
		ignore: m.mail_transfer_ignore({}, { locale })
	};
}

function aboutClaim(locale: Locale, facts: Facts | undefined) {
	return {
		action: m.mail_claim_action({}, { locale }),
		path: `/stays/claims/${facts?.claimId}`,
		ignore: m.mail_claim_ignore({}, { locale })
	};
}

function aboutSurvey({ locale, facts }: Reader, secret: string) {
	const path = `/s/${secret}`;
	return {
		action: m.mail_survey_action({}, { locale }),
		path,
		ignore: m.mail_survey_ignore({ date: dayIn(locale, facts?.until) }, { locale }),
		rating: ratingLinks(locale, facts?.rating, path)
	};
}

function daysOfClaim(locale: Locale, facts: Facts | undefined) {
	return {
		house: nameIn(locale, facts?.house),
		arrival: dayIn(locale, facts?.arrival),
		departure: dayIn(locale, facts?.departure)
	};
}

function dayIn(locale: Locale, day: Facts[string] | undefined): string {
	return typeof day === 'string' ? withLocale(locale, () => formatDate(day)) : '';
}

const templates = {
	'verify-address': ({ hotel }, { locale }, secret) => ({
		subject: m.mail_verify_subject({ hotel }, { locale }),
		text: m.mail_verify_text({ hotel }, { locale }),
		action: m.mail_verify_action({}, { locale }),
		path: `/verify/${secret}`,
		ignore: m.mail_verify_ignore({}, { locale })
	}),
	'address-taken': ({ hotel }, { locale }) => ({
		subject: m.mail_taken_subject({ hotel }, { locale }),
		text: m.mail_taken_text({ hotel }, { locale }),
		action: m.mail_taken_action({}, { locale }),
		path: '/sign-in',
		ignore: m.mail_taken_ignore({}, { locale })
	}),
	'reset-password': ({ hotel }, { locale }, secret) => ({
		subject: m.mail_reset_subject({ hotel }, { locale }),
		text: m.mail_reset_text({}, { locale }),
		action: m.mail_reset_action({}, { locale }),
		path: `/reset/${secret}`,
		ignore: m.mail_reset_ignore({}, { locale })
	}),
	'password-changed': ({ hotel }, { locale }) => ({
		subject: m.mail_password_subject({}, { locale }),
		text: m.mail_password_text({ hotel }, { locale }),
		action: m.mail_password_action({}, { locale }),
		path: '/forgot',
		ignore: m.mail_password_ignore({}, { locale })
	}),
	'confirm-address-old': ({ hotel }, { locale, pendingEmail }, secret) => ({
		subject: m.mail_confirm_old_subject({}, { locale }),
		text: m.mail_confirm_old_text({ hotel, address: pendingEmail ?? '' }, { locale }),
		action: m.mail_confirm_old_action({}, { locale }),
		path: `/confirm/${secret}`,
		ignore: m.mail_confirm_old_ignore({}, { locale })
	}),
	'confirm-address-new': ({ hotel }, { locale }, secret) => ({
		subject: m.mail_confirm_new_subject({ hotel }, { locale }),
		text: m.mail_confirm_new_text({ hotel }, { locale }),
		action: m.mail_confirm_new_action({}, { locale }),
		path: `/confirm/${secret}`,
		ignore: m.mail_confirm_new_ignore({}, { locale })
	}),
	'staff-welcome': ({ hotel }, { locale }, secret) => ({
		subject: m.mail_staff_subject({ hotel }, { locale }),
		text: m.mail_staff_text({ hotel }, { locale }),
		action: m.mail_staff_action({}, { locale }),
		path: `/staff/password/${secret}`,
		ignore: m.mail_staff_ignore({}, { locale })
	}),
	'reward-redeemed': ({ hotel }, { locale, facts }) => {
		const reward = nameIn(locale, facts?.reward);
		return {
			subject: m.mail_reward_subject({ reward }, { locale }),
			text: m.mail_reward_text({ hotel, reward }, { locale }),
			action: m.mail_reward_action({}, { locale }),
			path: `/rewards/vouchers/${facts?.redemptionId}`,
			ignore: m.mail_reward_ignore({}, { locale })
		};
	},
	'reward-confirmed': ({ hotel }, { locale, facts }) => {
		const reward = nameIn(locale, facts?.reward);
		const date = dayIn(locale, facts?.useOn);
		return {
			subject: m.mail_reward_confirmed_subject({ reward }, { locale }),
			text: m.mail_reward_confirmed_text({ hotel, reward, date }, { locale }),
			action: m.mail_reward_action({}, { locale }),
			path: `/rewards/vouchers/${facts?.redemptionId}`,
			ignore: m.mail_reward_confirmed_ignore({}, { locale })
		};
	},
	'reward-returned': ({ hotel }, { locale, facts }) => {
		const reward = nameIn(locale, facts?.reward);
		const points = String(facts?.points ?? '');
		return {
			subject: m.mail_reward_returned_subject({ reward }, { locale }),
			text:
				facts?.because === 'undo'
					? m.mail_reward_undone_text({ hotel, reward, points }, { locale })
					: m.mail_reward_returned_text({ hotel, reward, points }, { locale }),
			action: m.mail_reward_returned_action({}, { locale }),
			path: `/rewards/vouchers/${facts?.redemptionId}`,
			ignore: m.mail_reward_returned_ignore({}, { locale })
		};
	},
	'transfer-done': ({ hotel }, { locale, facts }) => {
		const points = String(facts?.points ?? '');
		return {
			...aboutTransfer(locale),
			subject: m.mail_transfer_done_subject({}, { locale }),
			text: facts?.given
				? m.mail_transfer_given_text({ hotel, points }, { locale })
				: m.mail_transfer_received_text({ hotel, points }, { locale })
		};
	},
	'transfer-failed': ({ hotel }, { locale, facts }) => ({
		...aboutTransfer(locale),
		subject: m.mail_transfer_failed_subject({}, { locale }),
		text: m.mail_transfer_failed_text({ hotel, points: String(facts?.points ?? '') }, { locale })
	}),
	'transfer-agreed-again': ({ hotel }, { locale, facts }) => ({
		...aboutTransfer(locale),
		subject: m.mail_transfer_again_subject({}, { locale }),
		text: m.mail_transfer_again_text(
			{ hotel, points: String(facts?.points ?? ''), date: dayIn(locale, facts?.date) },
			{ locale }
		)
	}),
	'stock-low': ({ hotel }, { locale, facts }) => {
		const reward = nameIn(locale, facts?.reward);
		const where = facts?.house ? nameIn(locale, facts.house) : hotel;
		const isGone = facts?.left === 0;
		const left = String(facts?.left ?? '');
		return {
			subject: isGone
				? m.mail_stock_gone_subject({ reward }, { locale })
				: m.mail_stock_low_subject({ reward, left }, { locale }),
			text: isGone
				? m.mail_stock_gone_text({ reward, where }, { locale })
				: m.mail_stock_low_text({ reward, where, left }, { locale }),
			action: m.mail_stock_action({}, { locale }),
			path: `/admin/rewards/${facts?.rewardId}/stock`,
			ignore: m.mail_stock_ignore({}, { locale })
		};
	},
	'milestone-choice': ({ hotel }, { locale, facts }) => ({
		subject: m.mail_milestone_choice_subject({}, { locale }),
		text: m.mail_milestone_choice_text({ hotel, date: dayIn(locale, facts?.by) }, { locale }),
		action: m.mail_milestone_choice_action({}, { locale }),
		path: '/milestones',
		ignore: m.mail_milestone_choice_ignore({}, { locale })
	}),
	'milestone-ending': ({ hotel }, { locale, facts }) => ({
		subject: m.mail_milestone_ending_subject({}, { locale }),
		text: m.mail_milestone_ending_text({ hotel, date: dayIn(locale, facts?.by) }, { locale }),
		action: m.mail_milestone_choice_action({}, { locale }),
		path: '/milestones',
		ignore: m.mail_milestone_choice_ignore({}, { locale })
	}),
	'milestone-given': ({ hotel }, { locale }) => ({
		subject: m.mail_milestone_subject({}, { locale }),
		text: m.mail_milestone_text({ hotel }, { locale }),
		action: m.mail_milestone_action({}, { locale }),
		path: '/milestones',
		ignore: m.mail_milestone_ignore({}, { locale })
	}),
	'points-expiring': ({ hotel }, { locale, facts }) =>
		withLocale(locale, () => {
			const { first, all, keep } = sayExpiring(facts);
			return {
				subject: m.mail_expiring_subject(first),
				text: [m.mail_expiring_text({ hotel }), ...all, keep].filter(Boolean).join(' '),
				action: m.mail_expiring_action(),
				path: '/points/lots',
				ignore: m.mail_expiring_ignore()
			};
		}),
	'claim-accepted': ({ hotel }, { locale, facts }) => ({
		...aboutClaim(locale, facts),
		subject: m.mail_claim_accepted_subject({}, { locale }),
		text: m.mail_claim_accepted_text({ hotel, ...daysOfClaim(locale, facts) }, { locale })
	}),
	'claim-refused': (_, { locale, facts }) => ({
		...aboutClaim(locale, facts),
		subject: m.mail_claim_refused_subject({}, { locale }),
		text: m.mail_claim_refused_text(daysOfClaim(locale, facts), { locale })
	}),
	'points-posted': ({ hotel }, { locale, facts }) =>
		withLocale(locale, () => {
			const points = formatNumber(Number(facts?.points));
			return {
				subject: m.mail_posted_subject({ points }),
				text: m.mail_posted_text({
					hotel,
					points,
					balance: formatNumber(Number(facts?.balance))
				}),
				action: m.mail_posted_action(),
				path: '/points',
				ignore: m.mail_posted_ignore()
			};
		}),
	'voucher-used': ({ hotel }, { locale, facts }) => ({
		subject: m.mail_voucher_used_subject({}, { locale }),
		text: m.mail_voucher_used_text({ hotel }, { locale }),
		action: m.mail_reward_action({}, { locale }),
		path: `/rewards/vouchers/${facts?.redemptionId}`,
		ignore: m.mail_voucher_used_ignore({}, { locale })
	}),
	'staff-praised': ({ hotel }, { locale, facts }) => ({
		subject: m.mail_praised_subject({}, { locale }),
		text: m.mail_praised_text({ hotel, house: nameIn(locale, facts?.house) }, { locale }),
		action: m.mail_praised_action({}, { locale }),
		path: '/desk',
		ignore: m.mail_praised_ignore({}, { locale })
	}),
	'staff-case-written': ({ hotel }, { locale, facts, quote }) => ({
		quote,
		subject: m.mail_written_subject({}, { locale }),
		text: m.mail_written_text({}, { locale }),
		action: m.mail_written_action({}, { locale }),
		path: `/admin/cases/${facts?.caseId}`,
		ignore: m.mail_written_ignore({ hotel }, { locale })
	}),
	'case-answered': ({ hotel }, { locale, facts, quote }) => ({
		quote,
		subject: m.mail_case_subject({ hotel }, { locale }),
		text: m.mail_case_text({ hotel }, { locale }),
		action: m.mail_case_action({}, { locale }),
		path: `/surveys/cases/${facts?.caseId}`,
		ignore: m.mail_case_ignore({}, { locale })
	}),
	'tier-reached': ({ hotel }, { locale, facts }) => {
		const tier = nameIn(locale, facts?.tier);
		return {
			subject: m.mail_tier_subject({ tier }, { locale }),
			text: m.mail_tier_text({ hotel, tier }, { locale }),
			action: m.mail_tier_action({}, { locale }),
			path: '/home',
			ignore: m.mail_tier_ignore({}, { locale })
		};
	},
	'survey-invitation': ({ hotel }, reader, secret) => ({
		...aboutSurvey(reader, secret),
		subject: m.mail_survey_subject({}, { locale: reader.locale }),
		text: m.mail_survey_text({ hotel }, { locale: reader.locale })
	}),
	'survey-reminder': ({ hotel }, reader, secret) => ({
		...aboutSurvey(reader, secret),
		subject: m.mail_survey_reminder_subject({ hotel }, { locale: reader.locale }),
		text: m.mail_survey_reminder_text({ hotel }, { locale: reader.locale })
	})
} satisfies Record<string, Template>;

export type MailTopic = keyof typeof templates;

export function isMailTopic(topic: string): topic is MailTopic {
	return Object.hasOwn(templates, topic);
}

/** The mail in the reader's language. Without its secret, a link is shown but leads nowhere. */
export function writeLetter(
	topic: MailTopic,
	house: House,
	reader: Reader,
	secret = '••••••••'
): Letter {
	const template: Template = templates[topic];
	const { locale, name } = reader;
	const hotel = typeof house.hotel === 'string' ? house.hotel : say(house.hotel, locale);
	const words = template({ ...house, hotel }, reader, secret);
	const hello = name ? m.mail_hello_name({ name }, { locale }) : m.mail_hello({}, { locale });
	const link = house.origin + words.path;
	const choose = topicOf(topic) && {
		label: m.mail_choose({}, { locale }),
		link: `${house.origin}/me/notices`
	};
	const rating = words.rating && ratingText(words.rating, house.origin);
	const action = `${words.action}:\n${link}`;
	const quote = words.quote?.replaceAll(/^/gm, '> ');
	const said = [quote, action, rating].filter((part) => part !== undefined);
	const parts = [hello, words.text, ...said, words.ignore];
	if (choose) parts.push(`${choose.label}:\n${choose.link}`);
	return {
		subject: words.subject,
		text: [...parts, hotel].join('\n\n'),
		html: htmlOf({ ...words, hello, link, choose, locale, hotel, origin: house.origin })
	};
}

function htmlOf(
	words: Words & {
		hello: string;
		link: string;
		choose: { label: string; link: string } | undefined;
		locale: string;
		hotel: string;
		origin: string;
	}
): string {
	const { choose, rating } = words;
	const anchor = (to: { label: string; link: string }) =>
		`<p style="margin:0 0 16px"><a href="${escape(to.link)}" style="color:#1d1a16">${escape(to.label)}</a></p>`;
	const quoteOf = (text: string) =>
		`<blockquote style="margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid #d9d1c3;white-space:pre-line">${escape(text)}</blockquote>\n`;
	const paragraph = (text: string) => `<p style="margin:0 0 16px">${escape(text)}</p>`;
	return `<!doctype html>
<html lang="${escape(words.locale)}">
<head><meta charset="utf-8"><title>${escape(words.subject)}</title></head>
<body style="margin:0;background:#f7f3ec;color:#1d1a16;font:16px/1.5 Georgia,'Songti SC',serif">
<div style="max-width:32em;margin:0 auto;padding:32px 24px">
${paragraph(words.hello)}
${paragraph(words.text)}
${words.quote ? quoteOf(words.quote) : ''}${rating ? ratingHtml(rating, words.origin) : ''}
<p style="margin:24px 0"><a href="${escape(words.link)}" style="display:inline-block;padding:12px 20px;background:#1d1a16;color:#f7f3ec;text-decoration:none;border-radius:6px">${escape(words.action)}</a></p>
${paragraph(words.ignore)}
${choose ? anchor(choose) : ''}
<p style="margin:32px 0 0;border-top:1px solid #d9d1c3;padding-top:16px">${escape(words.hotel)}</p>
</div>
</body>
</html>
`;
}
