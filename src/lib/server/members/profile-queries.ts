import type { Trx } from '../db/database.ts';

export interface Name {
	readonly givenName: string;
	readonly familyName: string;
	/** How they are compared, see `domain/members/keys.ts`. */
	readonly givenNameKey: string;
	readonly familyNameKey: string;
}

export async function setName(trx: Trx, memberId: string, name: Name): Promise<void> {
	await trx
		.updateTable('member_identity')
		.set({
			given_name: name.givenName,
			given_name_key: name.givenNameKey,
			family_name: name.familyName,
			family_name_key: name.familyNameKey
		})
		.where('member_id', '=', memberId)
		.execute();
}
