import { emailKey, familyNameKey } from '#lib/domain/members/keys.ts';
import type { Reader } from '../db/database.ts';
import { findMembersByName, findMembersByNumber, nameText } from '../members/guest-queries.ts';
import type { StayIn } from './stay-in.ts';

export interface Guest {
	readonly memberId: string | undefined;
	/** The member only booked; who slept there is somebody else. */
	readonly forOther: boolean;
}

/** Whose each stay is: by member number, by proven address and family name, or of who booked it. */
export async function findGuests(reader: Reader, stays: readonly StayIn[]): Promise<Guest[]> {
	const numbers = stays.flatMap((stay) =>
		[stay.memberNumber ?? [], stay.bookerNumber ?? []].flat()
	);
	const names = stays.flatMap((stay) => nameOf(stay) ?? []);
	const byNumber = await findMembersByNumber(reader, numbers);
	const byName = await findMembersByName(reader, names);
	return stays.map((stay) => {
		const name = nameOf(stay);
		const memberId = byNumber.get(stay.memberNumber ?? '') ?? (name && byName.get(nameText(name)));
		if (memberId !== undefined || stay.memberNumber !== undefined || name)
			return { memberId, forOther: false };
		const booker = byNumber.get(stay.bookerNumber ?? '');
		return { memberId: booker, forOther: booker !== undefined };
	});
}

function nameOf({ email, lastName }: StayIn) {
	if (!email || !lastName) return undefined;
	return { emailKey: emailKey(email), familyNameKey: familyNameKey(lastName) };
}
