import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { wishPlaces, type SaidIn, type WishPlace } from '#lib/domain/preferences/effective.ts';
import { appliesTo, type Item } from '#lib/domain/preferences/item.ts';
import { toWords } from '#lib/domain/preferences/words.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type {
	PreferencesView,
	PromiseKind,
	StayPlace,
	WishItem
} from '#lib/domain/views/preferences.ts';
import { hasKeys } from '../crypto/seal.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readHealthConsent } from '../preferences/consent.ts';
import { readHeld, type HeldWish } from '../preferences/held.ts';
import { everywhere } from '../preferences/places.ts';
import { listCatalogue } from '../preferences/queries.ts';
import { readObservations } from '../preferences/read-observations.ts';
import { findPromised } from '../programme/read-promises.ts';
import { listComingStays, type OwnStay } from '../stays/own-queries.ts';
import { listProperties, type Property } from '../stays/properties.ts';

/**
 * What the hotel asks and what the member says, for everywhere, for one hotel (`code`) or for one stay to
 * come. Refused: a hotel that there is not, and a stay that is not theirs or not to come.
 */
export async function readPreferences(
	db: Reader,
	memberId: string,
	code: string | undefined,
	now: Instant,
	stayId?: string
): Promise<PreferencesView> {
	const properties = await listProperties(db);
	const coming = await listComingStays(db, memberId, now.slice(0, 10));
	const stays = coming.filter((stay) => isToCome(stay, properties, now));
	const stay = stays.find(({ id }) => id === stayId);
	if (stayId !== undefined && !stay) throw new Refusal('not-found');
	const property = properties.find((one) =>
		stay ? one.id === stay.property_id : one.code === code
	);
	if (code !== undefined && !property) throw new Refusal('not-found');

	const { groups, items } = await listCatalogue(db);
	const held = await readHeld(db, [memberId], {
		propertyId: property?.id ?? everywhere,
		stayIds: stay ? [stay.id] : [],
		health: true
	});
	const said = held.of(memberId, stay?.id);
	const place = stay ? 'stay' : property ? 'house' : 'everywhere';
	const asked = items.filter(
		({ archived, document }) =>
			!archived && appliesTo(document, property?.id) && (!document.health || hasKeys(db))
	);
	const promised = await findPromised(db, memberId, property?.code, now);
	return {
		saveId: newId(),
		property: property && { code: property.code, name: property.name },
		stay: stay && toStayPlace(stay, properties),
		properties: properties.map(({ code: one, name }) => ({ code: one, name })),
		stays: stays.map((one) => toStayPlace(one, properties)),
		groups: groups
			.map(({ id, label }) => ({
				id,
				label,
				items: asked
					.filter(({ groupId }) => groupId === id)
					.map((item) => toWishItem(item, said, place, promised?.how))
			}))
			.filter((group) => group.items.length > 0),
		health: asked.some(({ document }) => document.health)
			? await readHealthConsent(db, memberId)
			: undefined,
		tier: promised?.tier.name,
		observed: await readObservations(db, memberId)
	};
}

function isToCome(stay: OwnStay, properties: readonly Property[], now: Instant): boolean {
	const house = properties.find(({ id }) => id === stay.property_id);
	return house !== undefined && stay.departure >= dateIn(house.timeZone, now);
}

function toStayPlace({ id, property_id, arrival, departure }: OwnStay, all: readonly Property[]) {
	const property = all.find((one) => one.id === property_id)?.name ?? { en: property_id };
	return { id, property, arrival, departure } satisfies StayPlace;
}

function toWishItem(
	{ id, document }: Item,
	said: SaidIn<HeldWish>,
	place: WishPlace,
	promised: ((service: string) => PromiseKind | undefined) | undefined
): WishItem {
	const value = said[place][id]?.value;
	const further = wishPlaces.slice(wishPlaces.indexOf(place) + 1);
	const otherwise = further.map((one) => said[one][id]).find((wish) => wish !== undefined)?.value;
	const chosen: readonly unknown[] = Array.isArray(value) ? value : [value];
	const options = 'options' in document ? document.options : [];
	return {
		id,
		kind: document.kind,
		label: document.label,
		hint: document.hint,
		options: options
			.filter((option) => !option.archived || chosen.includes(option.id))
			.map((option) => ({ id: option.id, label: option.label })),
		...('unit' in document ? { unit: document.unit, min: document.min, max: document.max } : {}),
		...('lengthMax' in document ? { lengthMax: document.lengthMax } : {}),
		value,
		words: value === undefined ? undefined : toWords(document, value),
		otherwise: otherwise === undefined ? undefined : toWords(document, otherwise),
		health: document.health === true,
		promise: document.service === undefined ? undefined : promised?.(document.service)
	};
}
