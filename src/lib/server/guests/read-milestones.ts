import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import type { MilestoneChoice, MilestoneGrant } from '#lib/domain/ledger/account.ts';
import { newHistory, type History } from '#lib/domain/ledger/history.ts';
import { giftsOn } from '#lib/domain/milestones/gifts-on.ts';
import { milestoneOf, optionsNamed, pointsAtOnce } from '#lib/domain/milestones/milestones-of.ts';
import { openChoices, settleMilestones } from '#lib/domain/milestones/settle-milestones.ts';
import { versionNumbered, versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { MilestonesView, OpenChoice, ReachedMilestone } from '#lib/domain/views/milestones.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { listMilestonesOf } from '../ledger/waiting-queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toGiftView, toMilestoneCounter } from './milestone-lines.ts';
import { readNextMilestones } from './next-milestones.ts';
import { findMember } from './queries.ts';

const reached_shown = 50;

/** What milestones gave a member, what is to choose by when, and what waits next. */
export async function readMilestones(
	db: Reader,
	memberId: string,
	now: Instant
): Promise<MilestonesView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const [member] = await findMember(db, { memberId });
	if (!member) throw new Refusal('not-found');
	const issued = (await listMilestonesOf(db, [memberId])).get(memberId);
	const stored = { ...newHistory(member.joined_on), ...issued };
	// What nobody chose in time is given by now, whether or not the job has written it.
	const { history } = settleMilestones(stored, programme, today, newId);
	const next = await readNextMilestones(db, memberId, history, programme, today);
	return {
		today,
		pointsName: versionOn(programme, today).document.pointsName,
		open: openChoices(history).map((grant) => toOpenChoice(grant, grant.chooseBy, programme)),
		gifts: giftsOn(history, programme, today).map(({ grantId, gift, count, validTo }) => ({
			id: `${grantId} ${gift.id}`,
			name: gift.name,
			count,
			validTo
		})),
		next,
		reached: toReached(history, stored, programme).slice(0, reached_shown)
	};
}

function toOpenChoice(
	grant: MilestoneGrant,
	chooseBy: PlainDate,
	programme: Programme
): OpenChoice {
	const milestone = milestoneOf(grant, programme);
	const { document } = versionNumbered(programme, grant.programmeVersion);
	return {
		grantId: grant.id,
		requestId: newId(),
		counter: toMilestoneCounter(milestone, document, { has: grant.at, at: grant.at }),
		reachedOn: grant.reachedOn,
		chooseBy,
		choose: milestone.choose ?? 1,
		options: (milestone.options ?? []).map(toGiftView),
		otherwise: optionsNamed(milestone, milestone.otherwise ?? []).map(toGiftView)
	};
}

function toReached(
	{ milestones, choices }: History,
	stored: History,
	programme: Programme
): ReachedMilestone[] {
	const made = new Map(choices.map((choice) => [choice.grantId, choice]));
	const written = new Map(stored.choices.map((choice) => [choice.grantId, choice.entryId]));
	return milestones
		.flatMap((grant) => {
			const choice = made.get(grant.id);
			if (grant.chooseBy !== undefined && !choice) return [];
			const entryId = grant.entryId ?? written.get(grant.id);
			return [{ ...toReachedOne(grant, choice, programme), entryId }];
		})
		.toReversed();
}

function toReachedOne(
	grant: MilestoneGrant,
	choice: MilestoneChoice | undefined,
	programme: Programme
): ReachedMilestone {
	const milestone = milestoneOf(grant, programme);
	const { document } = versionNumbered(programme, grant.programmeVersion);
	const points = pointsAtOnce(milestone);
	const own = milestone.gift ? [toGiftView(milestone.gift)] : [{ id: 'points', points, count: 1 }];
	return {
		id: grant.id,
		counter: toMilestoneCounter(milestone, document, { has: grant.at, at: grant.at }),
		reachedOn: grant.reachedOn,
		gifts: choice ? optionsNamed(milestone, choice.options).map(toGiftView) : own,
		how: !choice ? 'given' : choice.by === 'member' ? 'chosen' : 'otherwise'
	};
}
