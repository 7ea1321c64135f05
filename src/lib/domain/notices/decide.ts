import { isOnAtFirst, type NoticeChannel, type NoticeTopic } from './topics.ts';

/** What a member said, by `choiceKey`. */
export type NoticeChoices = ReadonlyMap<string, boolean>;

export type Way = NoticeChannel | 'none';

export function choiceKey(topic: NoticeTopic, channel: NoticeChannel): string {
	return `${topic}.${channel}`;
}

export function isOn(choices: NoticeChoices, topic: NoticeTopic, channel: NoticeChannel): boolean {
	return choices.get(choiceKey(topic, channel)) ?? isOnAtFirst(topic, channel);
}

/** On a phone where one can be reached and the topic is on there, else by mail where that is on. */
export function decideNotice(topic: NoticeTopic, choices: NoticeChoices, phones: number): Way {
	if (phones > 0 && isOn(choices, topic, 'push')) return 'push';
	return isOn(choices, topic, 'mail') ? 'mail' : 'none';
}

/**
 * Where no phone took a notice that the guest wants there, it comes by mail, unless they said that they
 * want no mail about it.
 */
export function decideInstead(topic: NoticeTopic, choices: NoticeChoices): Way {
	return choices.get(choiceKey(topic, 'mail')) === false ? 'none' : 'mail';
}
