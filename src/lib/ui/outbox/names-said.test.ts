import { expect, test } from 'vitest';
import { namesSaid } from './names-said.ts';

const base = { id: '1', memberId: 'anna', action: '/x', at: '2026-03-01T12:00:00.000Z' };

test('L2: “change it” fills in what was said, not what stood there already', () => {
	const wishes = namesSaid({
		...base,
		kind: 'preferences',
		fields: [
			['shown', '{"bed":"double","pillow":"soft"}'],
			['item', 'bed'],
			['bed', 'twin'],
			['item', 'pillow'],
			['pillow', 'soft']
		]
	});
	expect(wishes).toContain('bed');
	expect(wishes).not.toContain('pillow');
	const notices = namesSaid({
		...base,
		kind: 'notices',
		fields: [
			['shown', 'survey.push,survey.mail'],
			['survey.push', 'on'],
			['tier-reached.mail', 'on']
		]
	});
	expect(notices).toEqual(['tier-reached.mail', 'survey.mail']);
	expect(
		namesSaid({
			...base,
			kind: 'claim',
			fields: [
				['id', '1'],
				['reference', 'B1']
			]
		})
	).toEqual(['reference']);
});
