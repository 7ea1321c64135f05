import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { expiryCalendar, type ExpiryCalendar } from '#lib/domain/expiry/expiry-calendar.ts';
import { newHistory, type History } from '#lib/domain/ledger/history.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { heldTier, rankOf } from '#lib/domain/tiers/held-tier.ts';
import type { ExpiryRule, LotsView } from '#lib/domain/views/points.ts';
import type { Reader } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { undated } from '../ledger/rows.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { toText, toTierView } from './lines.ts';
import { countOpenLots, findMember, listOpenLots } from './queries.ts';

const lots_shown = 200;

/** Every open lot with the last day it can be used, and what would keep the points alive. */
export async function readLots(db: Reader, memberId: string, now: Instant): Promise<LotsView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const [member] = await findMember(db, { memberId });
	if (!member) throw new Refusal('not-found');
	const grants = await listGrants(db, memberId);
	const rows = await listOpenLots(db, { memberId, limit: lots_shown });
	const [open] = await countOpenLots(db, { memberId });
	const history: History = {
		...newHistory(member.joined_on),
		account: {
			balance: member.balance,
			debt: member.debt,
			lastSequence: member.last_sequence,
			activeOn: member.active_on ?? undefined
		},
		lots: rows.map((row) => ({
			id: row.id,
			entryId: row.entry_id,
			granted: row.granted,
			left: row.points_left,
			earnedOn: row.earned_on,
			validTo: row.valid_to < undated ? row.valid_to : undefined
		})),
		grants
	};
	const calendar = expiryCalendar(history, programme, today);
	const propertyOf = new Map(rows.map((row) => [row.id, row.property]));
	return {
		today,
		pointsName: versionOn(programme, today).document.pointsName,
		balance: member.balance,
		debt: member.debt,
		rule: toRule(calendar, history, programme, today),
		lots: calendar.lots.map(({ lot, validTo }) => {
			const property = propertyOf.get(lot.id);
			return { ...lot, validTo, property: property ? toText(property) : undefined };
		}),
		more: Number(open?.count ?? 0) - rows.length
	};
}

function toRule(
	{ rule, keepAlive, silentTo, ifActiveToday }: ExpiryCalendar,
	history: History,
	programme: Programme,
	today: PlainDate
): ExpiryRule {
	switch (rule.kind) {
		case 'never':
			return { kind: 'never' };
		case 'lot':
			return { kind: 'lot', amount: rule.months, unit: 'months', to: rule.to };
		case 'lot-days':
			return { kind: 'lot', amount: rule.days, unit: 'days', to: 'day' };
		case 'fixed-day':
			return { kind: 'fixed-day' };
		case 'inactivity': {
			const { tier, rank } = heldTier(history.grants, programme, today);
			const { document } = versionOn(programme, today);
			const asleep = rule.sleepsFrom !== undefined && rank >= rankOf(document, rule.sleepsFrom);
			return {
				kind: 'inactivity',
				amount: rule.months ?? rule.days ?? 0,
				unit: rule.months === undefined ? 'days' : 'months',
				activity: keepAlive,
				validTo: silentTo,
				ifActiveToday: ifActiveToday ?? today,
				sleepsWith: asleep ? toTierView(tier) : undefined
			};
		}
	}
}
