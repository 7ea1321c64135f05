import type { FieldProblem } from '../views/form-answer.ts';
import { checkValue } from './check-value.ts';
import { appliesTo, sameWish, type Item, type Wishes, type WishValue } from './item.ts';

/** Without a value it is taken back. */
export interface Change {
	readonly itemId: string;
	readonly value: WishValue | undefined;
}

export interface Decided {
	readonly changes: readonly Change[];
	/** By item; with any of them nothing is changed. */
	readonly problems: Readonly<Record<string, FieldProblem>>;
}

/**
 * What saying `said` changes, against what is held in the same place (a hotel, or everywhere). What
 * is the same already is no change. An item that is not asked there cannot be answered; what was said
 * to it before can be taken back.
 */
export function decideChanges(
	items: ReadonlyMap<string, Item>,
	held: Wishes,
	said: Readonly<Record<string, unknown>>,
	propertyId: string | undefined
): Decided {
	const changes: Change[] = [];
	const problems: Record<string, FieldProblem> = {};
	for (const [itemId, one] of Object.entries(said)) {
		const item = items.get(itemId);
		const before = held[itemId];
		const checked = item
			? checkValue(item.document, one, before)
			: ({ ok: false, problem: 'not-offered' } as const);
		if (!checked.ok) problems[itemId] = checked.problem;
		else if (sameWish(checked.value, before)) continue;
		else if (checked.value !== undefined && !isAsked(item, propertyId))
			problems[itemId] = 'not-offered';
		else changes.push({ itemId, value: checked.value });
	}
	return { changes, problems };
}

function isAsked(item: Item | undefined, propertyId: string | undefined): boolean {
	return item !== undefined && !item.archived && appliesTo(item.document, propertyId);
}
