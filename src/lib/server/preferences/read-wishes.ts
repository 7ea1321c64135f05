import { effective } from '#lib/domain/preferences/effective.ts';
import { toWords } from '#lib/domain/preferences/words.ts';
import type { PromiseKind, WishLine } from '#lib/domain/views/preferences.ts';
import type { Reader } from '../db/database.ts';
import { readHeld, type Held } from './held.ts';
import { listCatalogue } from './queries.ts';
import { readTicks, type Ticks } from './ticks.ts';

export interface WishesAsked {
	readonly propertyId: string;
	/** Whose answers about health count too: the guest's own eyes, or a desk that a stay lets see them. */
	readonly health: boolean;
	/** How a tier gets a service. */
	readonly promised?: ((service: string) => PromiseKind | undefined) | undefined;
}

/** What a member wishes at a hotel: what was said for the stay, else for the hotel, else for everywhere. */
export async function readWishes(
	reader: Reader,
	memberId: string,
	asked: WishesAsked & { readonly stayId?: string | undefined }
): Promise<readonly WishLine[]> {
	const { stayId } = asked;
	const lines = await readWishesOf(reader, [{ memberId, stayId, promised: asked.promised }], asked);
	return lines[0] ?? [];
}

export interface WishesOf {
	readonly memberId: string;
	readonly stayId?: string | undefined;
	readonly promised?: WishesAsked['promised'];
}

/** The same of many members or stays at one hotel, in the order they were asked for. */
export async function readWishesOf(
	reader: Reader,
	whose: readonly WishesOf[],
	{ propertyId, health }: WishesAsked
): Promise<readonly (readonly WishLine[])[]> {
	const memberIds = [...new Set(whose.map(({ memberId }) => memberId))];
	const stayIds = [...new Set(whose.flatMap(({ stayId }) => stayId ?? []))];
	if (memberIds.length === 0) return [];
	const held = await readHeld(reader, memberIds, { propertyId, stayIds, health });
	const catalogue = await listCatalogue(reader);
	const ticks = await readTicks(reader, stayIds);
	return whose.map((one) => toLines(one, held, catalogue, ticks, propertyId));
}

type Catalogue = Awaited<ReturnType<typeof listCatalogue>>;

function toLines(
	{ memberId, stayId, promised }: WishesOf,
	held: Held,
	{ groups, items }: Catalogue,
	ticks: Ticks,
	propertyId: string
): WishLine[] {
	const wishes = effective(items, held.of(memberId, stayId), propertyId);
	const lines = groups.flatMap((group) =>
		wishes
			.filter(({ item }) => item.groupId === group.id)
			.map(({ item: { id, document }, wish, place }): WishLine => {
				const tick = stayId === undefined ? undefined : ticks.of(stayId, memberId, id, wish.at);
				return {
					itemId: id,
					group: group.label,
					label: document.label,
					value: toWords(document, wish.value),
					place,
					health: document.health === true,
					promise: document.service === undefined ? undefined : promised?.(document.service),
					tick
				};
			})
	);
	// Whatever else is wished, it is read after what concerns health.
	return lines.toSorted((one, other) => Number(other.health) - Number(one.health));
}
