import { ticks_small_below } from '#lib/domain/preferences/tick.ts';
import { itemOfWish } from '#lib/domain/surveys/survey.ts';
import { say } from '#lib/domain/text.ts';
import type { HonouredRow, HonouredView, Met } from '#lib/domain/views/honoured.ts';
import type { Reader } from '../db/database.ts';
import { listState, type ListAsked } from '../lists.ts';
import { listProperties } from '../stays/properties.ts';
import { countWishAnswers } from '../surveys/result-queries.ts';
import { listCatalogue } from './queries.ts';
import { countTicks } from './tick-queries.ts';

export const honouredSorts = ['property', 'label', 'desk', 'guests'] as const;
type Sort = (typeof honouredSorts)[number];

/** How often wishes were met, by house and item: by the desk's word and by the guests' beside it. */
export async function readHonoured(
	db: Reader,
	asked: ListAsked<Sort>,
	locale: string
): Promise<HonouredView> {
	const properties = await listProperties(db);
	const found = (await readRows(db, asked.filters['property'])).toSorted(by(asked.sort, locale));
	if (asked.descending) found.reverse();
	return {
		list: listState(asked, found.length),
		rows: found.slice(asked.offset, asked.offset + asked.limit),
		properties: properties.map(({ code, name }) => ({ code, name })),
		desk: sum(found.map((row) => row.desk)),
		guests: sum(found.map((row) => row.guests))
	};
}

async function readRows(db: Reader, code: string | undefined): Promise<HonouredRow[]> {
	const properties = await listProperties(db);
	const { items } = await listCatalogue(db);
	const desk = new Counts();
	const guests = new Counts();
	for (const row of await countTicks(db))
		desk.add(row.property_id, row.item_id, row.outcome === 'honoured', Number(row.count));
	for (const row of await countWishAnswers(db))
		guests.add(row.property_id, itemOfWish(row.item) ?? '', row.value === 'yes', Number(row.count));
	return properties
		.filter((property) => code === undefined || property.code === code)
		.flatMap((property) =>
			items
				.filter(({ document }) => !document.health)
				.map((item) => ({
					id: `${property.code} ${item.id}`,
					property: property.name,
					label: item.document.label,
					desk: desk.of(property.id, item.id),
					guests: guests.of(property.id, item.id)
				}))
		)
		.filter((row) => row.desk.of + row.guests.of > 0);
}

class Counts {
	readonly #by = new Map<string, { met: number; of: number }>();

	add(propertyId: string, itemId: string, isMet: boolean, count: number): void {
		const key = `${propertyId} ${itemId}`;
		const { met, of } = this.#by.get(key) ?? { met: 0, of: 0 };
		this.#by.set(key, { met: met + (isMet ? count : 0), of: of + count });
	}

	of(propertyId: string, itemId: string): Met {
		return toMet(this.#by.get(`${propertyId} ${itemId}`) ?? { met: 0, of: 0 });
	}
}

const toMet = ({ met, of }: { readonly met: number; readonly of: number }): Met => ({
	...{ met, of },
	small: of < ticks_small_below
});

function sum(all: readonly Met[]): Met {
	return toMet({
		met: all.reduce((total, one) => total + one.met, 0),
		of: all.reduce((total, one) => total + one.of, 0)
	});
}

function by(sort: Sort, locale: string) {
	const words = (text: HonouredRow['label']) => say(text, locale);
	const share = ({ met, of }: Met) => (of === 0 ? -1 : met / of);
	return (one: HonouredRow, other: HonouredRow): number => {
		switch (sort) {
			case 'property':
				return words(one.property).localeCompare(words(other.property), locale);
			case 'label':
				return words(one.label).localeCompare(words(other.label), locale);
			case 'desk':
				return share(one.desk) - share(other.desk);
			case 'guests':
				return share(one.guests) - share(other.guests);
		}
	};
}
