import type { PlainDate } from '../calendar.ts';

/** What a guest says of a stay that is missing, as keys that can be compared. */
export interface SaidOfStay {
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly reference: string;
	/** The whole name on the booking, without its blanks. */
	readonly nameKey: string;
	readonly emailKey: string;
}

/** A stay that a source reported of the house in those days. */
export interface StayThere {
	readonly id: string;
	readonly owner: 'nobody' | 'guest' | 'other';
	readonly arrival: PlainDate;
	readonly departure: PlainDate;
	readonly reference: string;
	/** As the house reported it; forgotten once the stay has an owner. */
	readonly nameKey?: string | undefined;
	readonly emailKey?: string | undefined;
}

export type Likeness = 'dates' | 'reference' | 'name' | 'address';

export interface RankedStay<Stay> {
	readonly stay: Stay;
	/** What agrees with what the guest says. */
	readonly like: readonly Likeness[];
}

const weights: Readonly<Record<Likeness, number>> = { reference: 4, dates: 2, name: 2, address: 2 };
const owners: readonly StayThere['owner'][] = ['nobody', 'guest', 'other'];

/** Stays of nobody first, then the guest's own, those of others last; among them the likeliest first. */
export function rankStays<Stay extends StayThere>(
	said: SaidOfStay,
	stays: readonly Stay[]
): RankedStay<Stay>[] {
	const sum = ({ like }: RankedStay<Stay>) => like.reduce((all, one) => all + weights[one], 0);
	return stays
		.map((stay) => ({ stay, like: likenessOf(said, stay) }))
		.toSorted(
			(one, other) =>
				owners.indexOf(one.stay.owner) - owners.indexOf(other.stay.owner) ||
				sum(other) - sum(one) ||
				(one.stay.id < other.stay.id ? -1 : 1)
		);
}

function likenessOf(said: SaidOfStay, stay: StayThere): Likeness[] {
	const like: Likeness[] = [];
	if (sameReference(said.reference, stay.reference)) like.push('reference');
	if (said.arrival === stay.arrival && said.departure === stay.departure) like.push('dates');
	if (stay.nameKey !== undefined && isPartOf(said.nameKey, stay.nameKey)) like.push('name');
	if (stay.emailKey === said.emailKey) like.push('address');
	return like;
}

/** A family name stands first or last. */
function isPartOf(wholeName: string, familyName: string): boolean {
	return wholeName.startsWith(familyName) || wholeName.endsWith(familyName);
}

/** Numbers are written with and without dashes, blanks and a word before them. */
function sameReference(said: string, kept: string): boolean {
	const [one, other] = [plain(said), plain(kept)];
	if (one.length < 4 || other.length < 4) return one !== '' && one === other;
	return one.endsWith(other) || other.endsWith(one);
}

function plain(reference: string): string {
	return reference.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
