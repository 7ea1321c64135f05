import { addMilliseconds } from '#lib/domain/calendar.ts';
import { firstInvitations } from '#lib/domain/surveys/invitations.ts';
import type { Survey } from '#lib/domain/surveys/survey.ts';
import { hashToken, newToken } from '#lib/server/auth/tokens.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { newId } from '#lib/server/ids.ts';
import { addResponses, addVersion } from '#lib/server/surveys/queries.ts';
import { takeNewestVersion } from '#lib/server/surveys/versions.ts';

export interface Asked {
	readonly id: string;
	readonly token: string;
}

/** A survey about a stay as an invitation leaves it, without waiting for the day after. */
export function askAbout(
	db: Db,
	memberId: string,
	stayId: string,
	now: string,
	more: { readonly expiresAt?: string; readonly survey?: Survey } = {}
): Promise<Asked> {
	return transact(db, async (trx) => {
		const { survey } = more;
		const { surveyId, version } = survey
			? { surveyId: survey.id, version: 1 }
			: await takeNewestVersion(trx, now);
		if (survey)
			await addVersion(trx, {
				...{ survey_id: surveyId, version, document: JSON.stringify(survey) },
				...{ published_at: now, published_by: 'test', judgements: null }
			});
		const { property_id } = await trx
			.selectFrom('stay')
			.select('property_id')
			.where('id', '=', stayId)
			.executeTakeFirstOrThrow();
		const id = newId();
		const token = newToken();
		await addResponses(trx, [
			{
				id,
				survey_id: surveyId,
				version,
				member_id: memberId,
				stay_id: stayId,
				property_id,
				token_hash: hashToken(token),
				status: 'invited',
				invited_at: now,
				expires_at:
					more.expiresAt ?? addMilliseconds(now, firstInvitations.expiresDays * 86_400_000),
				started_at: null,
				submitted_at: null,
				recommend: null,
				index_micro: null,
				points: null,
				tier: null,
				guest: null,
				channel: null
			}
		]);
		return { id, token };
	});
}
