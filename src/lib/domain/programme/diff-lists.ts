import type { Text } from '../text.ts';
import type { Change, Named, Part } from './diff.ts';
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

/** What came, went, moved or changed in a list of things that have ids. */
export function diffLists<Item extends Thing>(
	part: Part,
	before: readonly Item[],
	after: readonly Item[],
	tell: (before: Item, after: Item) => Told = () => ({ changes: [], said: [] }),
	of?: Named
): Change[] {
	const belongs = of ? { of } : {};
	const removed = before.filter(({ id }) => !has(after, id));
	const added = after.filter(({ id }) => !has(before, id));
	const stayed = after.flatMap((item) => {
		const was = before.find(({ id }) => id === item.id);
		return was ? [{ was, item }] : [];
	});
	const changes: Change[] = [
		...removed.map((item) => ({ code: 'removed', part, what: naming(item), ...belongs }) as const),
		...added.map((item) => ({ code: 'added', part, what: naming(item), ...belongs }) as const),
		...stayed.flatMap(({ was, item }) => {
			const told = tell(was, item);
			return [...told.changes, ...otherFields(part, was, item, told.said)];
		})
	];
	const order = stayed.map(({ item }) => item);
	const orderBefore = before.filter(({ id }) => has(after, id));
	if (order.some(({ id }, at) => id !== orderBefore[at]?.id))
		changes.push({ code: 'order', part, ...belongs, after: after.map(naming) });
	return changes;
}

function otherFields<Item extends Thing>(
	part: Part,
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
			part,
			what: naming(after),
			field,
			before: before[field] ?? null,
			after: after[field] ?? null
		}));
}

function has(list: readonly Thing[], id: string): boolean {
	return list.some((item) => item.id === id);
}

function naming({ id, name }: Thing): Named {
	return name ? { id, name } : { id };
}
