import { checkMilestone } from '#lib/domain/milestones/check-milestone.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import type { Reader } from '../db/database.ts';
import { findEntriesById } from '../ledger/verify-queries.ts';
import type { LedgerProblem } from '../ledger/verify.ts';
import { listMilestoneMarks } from '../ledger/waiting-queries.ts';

const grants_max = 500;

/** Every milestone against the entries of its points and against what could be chosen of it. */
export async function verifyMilestones(
	reader: Reader,
	programme: Programme
): Promise<LedgerProblem[]> {
	const problems: LedgerProblem[] = [];
	for (let after = ''; ;) {
		const marks = await listMilestoneMarks(reader, after, grants_max);
		const ids = marks.flatMap(({ grant, choice }) => [grant.entryId ?? [], choice?.entryId ?? []]);
		const found = await findEntriesById(reader, ids.flat());
		const entries = new Map([...found].map(([id, one]) => [id, { ...one, memberId: one.ownerId }]));
		for (const { memberId, grant, choice } of marks)
			for (const broken of checkMilestone(memberId, grant, choice, entries, programme))
				problems.push({ invariant: 'milestone', memberId, ...broken });
		const last = marks.at(-1);
		if (!last || marks.length < grants_max) return problems;
		after = last.grant.id;
	}
}
