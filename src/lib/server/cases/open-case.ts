import { caseOf, type CaseKind } from '#lib/domain/cases/open-case.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import type { Cuts } from '#lib/domain/surveys/cuts.ts';
import type { Trx } from '../db/database.ts';
import { newId } from '../ids.ts';
import { dueFrom } from './due-from.ts';
import { addCase, addMessage } from './queries.ts';

export interface SaidInSurvey {
	/** None where it did not come from a survey. */
	readonly responseId: string | null;
	readonly memberId: string;
	readonly propertyId: string;
	/** 2 to 10. */
	readonly index: number | undefined;
	readonly recommend: number | undefined;
	/** What was written, in the order of the questions. */
	readonly texts: readonly string[];
	readonly cuts: Cuts;
}

/** Opens a case where the rule says so, with what the guest wrote as the first of its thread. */
export async function openCaseOf(
	trx: Trx,
	said: SaidInSurvey,
	now: Instant
): Promise<CaseKind | undefined> {
	const { responseId, memberId, propertyId, index, recommend, texts, cuts } = said;
	const kind = caseOf({ index, recommend, hasText: texts.length > 0 }, cuts);
	if (!kind) return undefined;
	const id = newId();
	const isFirst = await addCase(trx, {
		...{ id, response_id: responseId, member_id: memberId, property_id: propertyId, kind },
		...{ status: 'open', owner_id: null, opened_at: now },
		due_at: await dueFrom(trx, propertyId, now),
		...{ answered_at: null, resolved_at: null, resolution: null, changed: null, revision: 1 }
	});
	if (!isFirst || texts.length === 0) return kind;
	await addMessage(trx, {
		...{ id: newId(), case_id: id, said_by: 'guest', author_id: memberId },
		...{ body: texts.join('\n\n'), said_at: now }
	});
	return kind;
}
