import { expect, test } from 'vitest';
import { choiceKey, decideInstead, decideNotice, type NoticeChoices } from './decide.ts';
import { noticeTopics, topicOf } from './topics.ts';

const said = (push: boolean | undefined, mail: boolean | undefined): NoticeChoices =>
	new Map(
		[
			[choiceKey('survey', 'push'), push] as const,
			[choiceKey('survey', 'mail'), mail] as const
		].flatMap(([key, on]) => (on === undefined ? [] : [[key, on] as const]))
	);

test.each([
	[undefined, undefined, 0, 'mail'],
	[undefined, undefined, 1, 'push'],
	[true, true, 0, 'mail'],
	[true, true, 2, 'push'],
	[true, false, 0, 'none'],
	[true, false, 1, 'push'],
	[false, true, 1, 'mail'],
	[false, undefined, 1, 'mail'],
	[false, false, 1, 'none'],
	[undefined, false, 0, 'none']
] as const)('L4: push %s and mail %s with %i phones is %s', (push, mail, phones, way) => {
	expect(decideNotice('survey', said(push, mail), phones)).toBe(way);
});

test('L4: posted points come by mail only to whoever asked for that, or where their phone is gone', () => {
	const asked = new Map([[choiceKey('points-posted', 'mail'), true]]);
	const declined = new Map([[choiceKey('points-posted', 'mail'), false]]);
	expect(decideNotice('points-posted', new Map(), 0)).toBe('none');
	expect(decideNotice('points-posted', asked, 0)).toBe('mail');
	expect(decideInstead('points-posted', new Map())).toBe('mail');
	expect(decideInstead('points-posted', declined)).toBe('none');
});

test('L4: what nobody can turn off is no topic', () => {
	for (const message of ['verify-address', 'reset-password', 'password-changed', 'address-taken'])
		expect(topicOf(message)).toBeUndefined();
	expect(topicOf('survey-invitation')).toBe('survey');
	expect(topicOf('survey-reminder')).toBe('survey');
	expect(topicOf('voucher-used-in-part')).toBe('voucher-used');
	for (const topic of noticeTopics) expect(topicOf(topic)).toBe(topic);
});
