import { addDays, dateIn, timeIn, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { fitsStay, isUpgradeOf } from '#lib/domain/desk/fits-stay.ts';
import type { TierGrant } from '#lib/domain/ledger/account.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import type { Programme } from '#lib/domain/programme/programme.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { Arrival, ArrivalsView } from '#lib/domain/views/desk-people.ts';
import type { WishLine } from '#lib/domain/views/preferences.ts';
import { recordAct } from '../audit/queries.ts';
import { countOpenOf } from '../cases/open-queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { listGrantsOf } from '../ledger/queries.ts';
import { readWishesOf } from '../preferences/read-wishes.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { promisedTo } from '../programme/read-promises.ts';
import { listOpenRedemptionsOf, type Bought } from '../rewards/redemption-queries.ts';
import type { Property } from '../stays/properties.ts';
import { listArriving } from './guest-queries.ts';

/**
 * Who arrives at a house today and tomorrow, by its calendar, with what its desk prepares for them. That
 * it was looked at is kept, with how many members it showed.
 */
export function readArrivals(
	db: Db,
	{ staffId, property }: { readonly staffId: string; readonly property: Property },
	now: Instant
): Promise<ArrivalsView> {
	return transact(db, async (trx) => {
		const today = dateIn(property.timeZone, now);
		const dates = [today, addDays(today, 1)] as const;
		const rows = await listArriving(trx, { propertyId: property.id, from: dates[0], to: dates[1] });
		const known = await readKnown(trx, rows, property, today, now);
		const members = rows.filter(isMember);
		const facts = { property: property.code, shown: members.length };
		await recordAct(
			trx,
			{
				actor: { kind: 'staff', id: staffId },
				act: 'arrivals-seen',
				subject: { kind: 'property', id: property.id },
				facts
			},
			now
		);
		return {
			property: property.name,
			asOf: { on: today, time: timeIn(property.timeZone, now) },
			days: dates.map((on) => ({
				on,
				arrivals: members
					.filter(({ arrival }) => arrival === on)
					.map((row) => toArrival(row, known, property)),
				strangers: rows.filter((row) => row.arrival === on && !isMember(row)).length
			}))
		};
	});
}

type Row = Awaited<ReturnType<typeof listArriving>>[number];
type MemberRow = Row & {
	readonly member_id: string;
	readonly number: string;
	readonly given_name: string;
	readonly family_name: string;
};

function isMember(row: Row): row is MemberRow {
	return row.member_id !== null;
}

interface Known {
	readonly programme: Programme;
	readonly today: PlainDate;
	readonly grants: ReadonlyMap<string, readonly TierGrant[]>;
	/** By stay. */
	readonly wishes: ReadonlyMap<string, readonly WishLine[]>;
	readonly bought: ReadonlyMap<string, readonly Bought[]>;
	/** Open cases, by member. */
	readonly cases: ReadonlyMap<string, number>;
}

/** Of all of them at once: tiers, wishes for this house, what they bought, and what they told us. */
async function readKnown(
	trx: Trx,
	rows: readonly Row[],
	{ id, code }: Property,
	from: PlainDate,
	now: Instant
): Promise<Known> {
	const programme = await readProgramme(trx);
	const today = todayIn(programme, now);
	const members = rows.filter(isMember);
	const memberIds = [...new Set(members.map((row) => row.member_id))];
	const grants = await listGrantsOf(trx, memberIds);
	const tierOf = (memberId: string) => heldTier(grants.get(memberId) ?? [], programme, today).tier;
	const wishes = await readWishesOf(
		trx,
		members.map((row) => ({
			memberId: row.member_id,
			stayId: row.id,
			promised: promisedTo(tierOf(row.member_id), programme, today, code)
		})),
		{ propertyId: id, health: true }
	);
	return {
		programme,
		today,
		grants,
		wishes: new Map(members.map((row, at) => [row.id, wishes[at] ?? []])),
		bought: await listOpenRedemptionsOf(trx, memberIds, from),
		cases: await countOpenOf(trx, memberIds)
	};
}

function toArrival(row: MemberRow, known: Known, property: Property): Arrival {
	const { tier } = heldTier(known.grants.get(row.member_id) ?? [], known.programme, known.today);
	const { arrival, departure, nights, rooms, adults, children } = row;
	const stay = { property, arrival, departure };
	const bought = known.bought.get(row.member_id) ?? [];
	const upgrades = bought.filter((one) => isUpgradeOf(one, stay));
	const usable = bought.filter(
		(one) => one.status === 'issued' && !upgrades.includes(one) && fitsStay(one, stay)
	);
	return {
		id: row.id,
		name: fullName(row.given_name, row.family_name),
		number: row.number,
		tier: { id: tier.id, name: tier.name, tone: tier.tone },
		...{ departure, nights, rooms, adults, children },
		room: row.room_number ?? undefined,
		roomType: row.room_type ?? undefined,
		isIn: row.status === 'in_house',
		wishes: known.wishes.get(row.id) ?? [],
		vouchers: usable.length,
		cases: known.cases.get(row.member_id) ?? 0,
		upgrades: upgrades.map(({ reward, status }) => ({
			name: reward.name,
			room: reward.room,
			confirmed: status === 'issued'
		}))
	};
}
