import type { Instant } from '#lib/domain/calendar.ts';
import { isOlder } from '#lib/domain/phone/said.ts';
import type { Trx } from '../db/database.ts';

export type ProfileField = 'name' | 'locale';

/** Whether this is the last word about a field of the profile; it then is remembered as that. */
export async function takeSaid(
	trx: Trx,
	memberId: string,
	field: ProfileField,
	said: Instant
): Promise<{ readonly newerAt: Instant | undefined }> {
	const row = await trx
		.selectFrom('profile_said')
		.select('said_at')
		.where('member_id', '=', memberId)
		.where('field', '=', field)
		.executeTakeFirst();
	if (isOlder(said, row?.said_at)) return { newerAt: row?.said_at };
	await trx
		.insertInto('profile_said')
		.values({ member_id: memberId, field, said_at: said })
		.onConflict((conflict) =>
			conflict.columns(['member_id', 'field']).doUpdateSet({ said_at: said })
		)
		.execute();
	return { newerAt: undefined };
}
