import { startOfDayIn, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { AdjustLimit } from '#lib/domain/views/members.ts';
import { listFactsOf, type Actor } from '../audit/queries.ts';
import type { Reader } from '../db/database.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { findStaff } from '../staff/queries.ts';

/** Undefined where nothing limits them. */
export async function readAdjustLimit(
	reader: Reader,
	actor: Actor,
	memberId: string,
	now: Instant
): Promise<AdjustLimit | undefined> {
	const programme = await findProgramme(reader);
	return programme && limitOf(reader, actor, memberId, programme, todayIn(programme, now));
}

interface Asking {
	readonly memberId: string;
	readonly points: number;
}

/**
 * What is given and what is taken count together, goodwill and stays that are recorded by hand too, and
 * all of a day for one member: neither splitting nor giving, taking back and giving again gets past the
 * limit. The account must be held, so that two at once are seen by each other.
 */
export async function mustBeWithinLimit(
	reader: Reader,
	actor: Actor,
	{ memberId, points }: Asking,
	{ programme, today }: { readonly programme: Programme; readonly today: PlainDate }
): Promise<void> {
	const found = await limitOf(reader, actor, memberId, programme, today);
	if (found && found.today + Math.abs(points) > found.limit)
		throw new Refusal('above-your-limit', { ...found });
}

async function limitOf(
	reader: Reader,
	actor: Actor,
	memberId: string,
	programme: Programme,
	day: PlainDate
): Promise<AdjustLimit | undefined> {
	const { approvals, timeZone } = versionOn(programme, day).document;
	if (!approvals || actor.kind !== 'staff') return undefined;
	const staff = await findStaff(reader, actor.id);
	if (!staff) throw new Refusal('not-allowed');
	const limit = approvals.adjustMost[staff.role];
	if (limit === undefined) return undefined;
	const subject = { kind: 'member', id: memberId };
	const from = startOfDayIn(timeZone, day);
	const adjusted = await listFactsOf(reader, { actor, act: 'points-adjusted', subject }, from);
	const goodwill = await listFactsOf(reader, { actor, act: 'goodwill-given', subject }, from);
	const recorded = await listFactsOf(reader, { actor, act: 'claim-recorded', subject }, from);
	const today = [...adjusted, ...goodwill, ...recorded].reduce(
		(sum, { points }) => sum + Math.abs(Number(points)),
		0
	);
	return { limit, today };
}
