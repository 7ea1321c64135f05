import type { Text } from '../text.ts';
import { naming, type Change, type Named, type Part } from './diff-change.ts';
import { same } from './same.ts';

interface Thing {
	readonly id: string;
	readonly name?: Text;
}

/** Changes with words of their own, and the fields that they have said already. */
export interface Told {
	readonly changes: readonly Change[];
	readonly said: readonly string[];
}

/** Where a list stands, and what it belongs to. */
export interface ListPlace {
	readonly part: Part;
	readonly pointer: string;
	readonly of?: Named | undefined;
}

/** What the things of a list are told by; where nothing is given, by their fields. */
export interface Telling<Item> {
	/** The pointer is that of the item in the newer list. */
	readonly changed?: (before: Item, after: Item, pointer: string) => Told;
	readonly came?: (item: Item, pointer: string) => Change;
	readonly went?: (item: Item, pointer: string) => Change;
}

/** What came, went, moved or changed in a list of things that have ids. */
export function diffLists<Item extends Thing>(
	{ part, pointer, of }: ListPlace,
	before: readonly Item[],
	after: readonly Item[],
	{ changed, came, went }: Telling<Item> = {}
): Change[] {
	const belongs = of ? { of } : {};
	const plain = (code: 'added' | 'removed', item: Item, at: string): Change => ({
		code,
		pointer: at,
		part,
		what: naming(item),
		...belongs
	});
	const changes = before
		.filter(({ id }) => !has(after, id))
		.map((item) => went?.(item, pointer) ?? plain('removed', item, pointer));
	const stayed: Change[] = [];
	for (const [index, item] of after.entries()) {
		const at = `${pointer}/${index}`;
		const was = before.find(({ id }) => id === item.id);
		if (!was) {
			changes.push(came?.(item, at) ?? plain('added', item, at));
			continue;
		}
		const told = changed?.(was, item, at) ?? { changes: [], said: [] };
		stayed.push(...told.changes, ...otherFields({ part, pointer: at, of }, was, item, told.said));
	}
	changes.push(...stayed);
	if (isTurned(before, after))
		changes.push({ code: 'order', pointer, part, ...belongs, after: after.map(naming) });
	return changes;
}

/** Whether those that are in both stand in another order. */
function isTurned(before: readonly Thing[], after: readonly Thing[]): boolean {
	const order = before.filter(({ id }) => has(after, id));
	return after.filter(({ id }) => has(before, id)).some(({ id }, at) => id !== order[at]?.id);
}

function otherFields<Item extends Thing>(
	{ part, pointer, of }: ListPlace,
	before: Item,
	after: Item,
	said: readonly string[]
): Change[] {
	const fields = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<
		keyof Item & string
	>;
	return [...fields]
		.filter((field) => !said.includes(field) && !same(before[field], after[field]))
		.map((field) => ({
			code: 'field',
			pointer: `${pointer}/${field}`,
			part,
			what: naming(after),
			...(of ? { of } : {}),
			field,
			before: before[field] ?? null,
			after: after[field] ?? null
		}));
}

function has(list: readonly Thing[], id: string): boolean {
	return list.some((item) => item.id === id);
}
