import { textsIn } from './fields.ts';
import type { Waiting } from './waiting.ts';
import { wishesIn } from './with-wishes.ts';

/** The fields in which the guest said something, unlike those that were sent as they had been shown. */
export function namesSaid(one: Waiting): string[] {
	const names = [...new Set(one.fields.map(([name]) => name))];
	if (one.kind === 'preferences')
		return Object.keys(wishesIn(one)).flatMap((id) => [id, `${id}.month`, `${id}.day`]);
	if (one.kind === 'notices') {
		const shown = textsIn(one, 'shown').join().split(',').filter(Boolean);
		const on = names.filter((name) => name !== 'shown');
		return [
			...on.filter((name) => !shown.includes(name)),
			...shown.filter((name) => !on.includes(name))
		];
	}
	return names.filter((name) => name !== 'id' && name !== 'shown');
}
