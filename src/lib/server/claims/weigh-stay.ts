import type { PlainDate } from '#lib/domain/calendar.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import type { StayFacts } from '#lib/domain/stays/stay.ts';
import type { Weighed } from '#lib/domain/views/claims.ts';
import type { Reader } from '../db/database.ts';
import { listAccounts } from '../ledger/queries.ts';
import { decideWorks } from '../stays/post-works.ts';

/** What a stay would give a member, by the engine that would post it; nothing is written. */
export async function weighStay(
	reader: Reader,
	{ memberId, facts }: { readonly memberId: string; readonly facts: StayFacts },
	programme: Programme,
	today: PlainDate
): Promise<Weighed> {
	const accounts = await listAccounts(reader, [memberId]);
	const about = { source: 'weighed', sourceId: facts.id, isCorrection: false, isTakenBack: false };
	const work = { ...about, memberId, facts };
	const decided = await decideWorks(reader, [work], accounts, programme, today);
	const posting = decided.postings.find((one) => one.memberId === memberId)?.posting;
	const waiting = (posting?.pending ?? []).filter(({ stayId }) => stayId === facts.id);
	const counter = versionOn(programme, facts.departure).document.counters.find(
		({ unit }) => unit === 'nights'
	);
	const nights = (posting?.credits ?? []).filter(
		({ stayId, kind }) => stayId === facts.id && kind === counter?.id
	);
	const posted = decided.points.get(`${memberId} ${facts.id}`) ?? 0;
	return {
		points: waiting.reduce((sum, one) => sum + one.points, posted),
		nights: nights.reduce((sum, { amount }) => sum + amount, 0),
		because: decided.noPointsBecause.get(facts.id)
	};
}
