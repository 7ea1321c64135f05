import { phoneTime } from '../card/phone-clock.ts';
import { dropSend, putSend } from '../offline/store.ts';
import { phoneId } from './phone-id.ts';
import { tellChanged } from './told.ts';
import type { Waiting } from './waiting.ts';

/** Says again now what another device had said otherwise later; of wishes only those. */
export function saidAgain(one: Waiting, id: string, at: string): Waiting {
	const { newer, refused, tries, ...said } = one;
	void [refused, tries];
	const items = new Set((newer ?? []).map(({ item }) => item));
	const isMeant = (name: string, value: unknown) =>
		items.size === 0 || one.kind !== 'preferences' || name !== 'item' || items.has(String(value));
	const fields = one.fields
		.filter(([name, value]) => isMeant(name, value))
		.map(([name, value]) => [name, name === 'id' ? id : value] as const);
	return { ...said, id, at, fields };
}

/** The guest wants what they said here: it takes the place of what waits. */
export async function useMine(one: Waiting): Promise<void> {
	await putSend(saidAgain(one, phoneId(), phoneTime()), one.id);
	tellChanged();
}

export async function letGo({ id }: Waiting): Promise<void> {
	await dropSend(id);
	tellChanged();
}
