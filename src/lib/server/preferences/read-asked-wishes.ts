import type { PlainDate } from '#lib/domain/calendar.ts';
import { effective } from '#lib/domain/preferences/effective.ts';
import { toWords } from '#lib/domain/preferences/words.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { Text } from '#lib/domain/text.ts';
import type { WishWords } from '#lib/domain/views/preferences.ts';
import type { Reader } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { findProgramme } from '../programme/read-programme.ts';
import { promisedTo } from '../programme/read-promises.ts';
import { listProperties } from '../stays/properties.ts';
import { readHeld } from './held.ts';
import { listCatalogue, toValue } from './queries.ts';
import { listTicks } from './tick-queries.ts';

export interface AskedWish {
	readonly itemId: string;
	readonly label: Text;
	readonly wish: WishWords;
}

interface StayAsked {
	readonly memberId: string;
	readonly stayId: string;
	readonly propertyId: string;
	readonly departure: PlainDate;
}

/**
 * The wishes of a stay that a guest is asked about: those that the desk said something of, and those that
 * the tier of the departure was promised. Nothing that concerns health is asked.
 */
export async function readAskedWishes(reader: Reader, stay: StayAsked): Promise<AskedWish[]> {
	const { groups, items } = await listCatalogue(reader);
	const ticked = await listTicked(reader, stay);
	const promised = await listPromised(reader, stay, items);
	return groups.flatMap((group) =>
		items.flatMap(({ id, groupId, document }) => {
			const value = ticked.get(id) ?? promised.get(id);
			if (groupId !== group.id || document.health || value === undefined) return [];
			return [{ itemId: id, label: document.label, wish: toWords(document, value) }];
		})
	);
}

async function listTicked(reader: Reader, { stayId, memberId }: StayAsked) {
	const rows = await listTicks(reader, [stayId]);
	return new Map(
		rows.flatMap(({ member_id, item_id, wished }) =>
			member_id === memberId && wished !== null ? [[item_id, toValue(wished)]] : []
		)
	);
}

type Items = Awaited<ReturnType<typeof listCatalogue>>['items'];

async function listPromised(
	reader: Reader,
	{ memberId, stayId, propertyId, departure }: StayAsked,
	items: Items
) {
	const programme = await findProgramme(reader);
	const code = (await listProperties(reader)).find(({ id }) => id === propertyId)?.code;
	if (!programme) return new Map<string, never>();
	const { tier } = heldTier(await listGrants(reader, memberId), programme, departure);
	const how = promisedTo(tier, programme, departure, code);
	const held = await readHeld(reader, [memberId], { propertyId, stayIds: [stayId], health: false });
	const isPromised = (service: string | undefined) =>
		service !== undefined && how(service) === 'offered';
	return new Map(
		effective(items, held.of(memberId, stayId), propertyId)
			.filter(({ item }) => isPromised(item.document.service))
			.map(({ item, wish }) => [item.id, wish.value])
	);
}
