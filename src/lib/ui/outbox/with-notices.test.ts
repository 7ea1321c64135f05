import { expect, test } from 'vitest';
import type { NoticesView } from '#lib/domain/views/notices.ts';
import type { Waiting } from './waiting.ts';
import { withNotices } from './with-notices.ts';

const view: NoticesView = {
	topics: [
		{ topic: 'survey', push: true, mail: true },
		{ topic: 'voucher-used', push: false, mail: true }
	],
	phones: []
};
const said: Waiting = {
	id: '1',
	memberId: 'anna',
	kind: 'notices',
	action: '/me/notices?/save',
	fields: [
		['shown', 'survey.push,survey.mail,voucher-used.push'],
		['survey.push', 'on'],
		['voucher-used.push', 'on']
	],
	at: '2026-03-01T12:00:00.000Z'
};

test('L2, L4: what waits shows what was changed, and leaves what was not', () => {
	expect(withNotices(view, said).topics).toEqual([
		{ topic: 'survey', push: true, mail: false },
		{ topic: 'voucher-used', push: false, mail: true }
	]);
	expect(withNotices(view, { ...said, kind: 'name' })).toBe(view);
});
