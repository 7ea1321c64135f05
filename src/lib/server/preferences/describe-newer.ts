import { toWords } from '#lib/domain/preferences/words.ts';
import type { WishValue } from '#lib/domain/preferences/item.ts';
import { checkValue } from '#lib/domain/preferences/check-value.ts';
import type { NewerWish } from '#lib/domain/views/newer-wish.ts';
import type { Db } from '../db/database.ts';
import { levelOf, readHeld } from './held.ts';
import { placeFor } from './place-for.ts';
import { listItems } from './queries.ts';
import type { SavePreferences, Saved } from './save-preferences.ts';
import type { Instant } from '#lib/domain/calendar.ts';

/** What holds instead of what was sent, in words for the guest who sent it. */
export async function describeNewer(
	db: Db,
	command: SavePreferences,
	{ newer }: Saved,
	now: Instant
): Promise<readonly NewerWish[]> {
	if (newer.length === 0) return [];
	const { memberId, values } = command;
	const { place } = await placeFor(db, command, now);
	const stayIds = place.stayId === '' ? [] : [place.stayId];
	const at = { propertyId: place.propertyId, stayIds, health: true };
	const held = (await readHeld(db, [memberId], at)).of(memberId, place.stayId)[levelOf(place)];
	const items = await listItems(
		db,
		newer.map(({ item }) => item)
	);
	return newer.map((one) => {
		const document = items.get(one.item)?.document;
		const words = (value: WishValue | undefined) =>
			document && value !== undefined ? toWords(document, value) : undefined;
		const sent = document && checkValue(document, values[one.item], held[one.item]?.value);
		return {
			...one,
			label: document?.label,
			holds: words(held[one.item]?.value),
			sent: sent?.ok ? words(sent.value) : undefined
		};
	});
}
