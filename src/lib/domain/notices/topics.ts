/** What a guest may be told of, in the order of the screen. */
export const noticeTopics = [
	'points-posted',
	'points-expiring',
	'survey',
	'voucher-used',
	'tier-reached',
	'case-answered'
] as const;

export type NoticeTopic = (typeof noticeTopics)[number];
export type NoticeChannel = 'push' | 'mail';

export const noticeChannels = ['push', 'mail'] as const;

/** What holds until the guest says otherwise: a mail for every stay would be too much. */
export function isOnAtFirst(topic: NoticeTopic, channel: NoticeChannel): boolean {
	return channel === 'push' || topic !== 'points-posted';
}

/** Which topic a message of the outbox belongs to; undefined for what nobody can turn off. */
export function topicOf(message: string): NoticeTopic | undefined {
	if (message === 'survey-invitation' || message === 'survey-reminder') return 'survey';
	if (message === 'voucher-used-in-part') return 'voucher-used';
	return noticeTopics.find((topic) => topic === message);
}
