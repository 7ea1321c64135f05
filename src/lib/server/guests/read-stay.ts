import { addDays, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import type { EntryKind } from '#lib/domain/ledger/account.ts';
import { versionOn, type Programme } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { revenueClasses } from '#lib/domain/stays/stay.ts';
import type { WishLine } from '#lib/domain/views/preferences.ts';
import type { StayView } from '#lib/domain/views/stays.ts';
import type { Reader } from '../db/database.ts';
import { readWishes } from '../preferences/read-wishes.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { findPromised } from '../programme/read-promises.ts';
import { toStayLine } from './lines.ts';
import { pendingOfStay, readPending } from './read-pending.ts';
import {
	findHouseOfStay,
	findRevision,
	findStay,
	findSurveyOfStay,
	listEntriesOfStay,
	sumFolio,
	type StayRow
} from './queries.ts';

/** One stay of the member with its bill and the entries it made. Refused: somebody else's. */
export async function readStay(
	db: Reader,
	memberId: string,
	stayId: string,
	now: Instant
): Promise<StayView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const stay = await findStay(db, memberId, stayId);
	if (!stay) throw new Refusal('not-found');
	const { revision } = stay;
	const [word] = await findRevision(db, { stayId, revision });
	if (!word) throw new Error(`stay ${stayId} has no revision ${revision}`);
	const sums = await sumFolio(db, { stayId, revision });
	const entries = await listEntriesOfStay(db, { memberId, stayId });
	const pending = await readPending(db, memberId, programme);
	const [survey] = await findSurveyOfStay(db, { memberId, stayId, now });
	return {
		today,
		pointsName: versionOn(programme, today).document.pointsName,
		stay: { ...toStayLine(stay), pending: pendingOfStay(pending, stayId) },
		reference: `${stay.source} ${stay.source_id}`,
		bookedOn: word.booked_on ?? undefined,
		rooms: word.rooms,
		adults: word.adults,
		children: word.children,
		roomType: word.room_type ?? undefined,
		ratePlan: word.rate_plan ?? undefined,
		channel: word.channel ?? undefined,
		awardNights: word.award_nights,
		currency: word.currency,
		surveyId: survey?.id,
		folio: revenueClasses.flatMap((name) => {
			const amountMinor = Number(sums.find((row) => row.class === name)?.amount ?? 0);
			return amountMinor === 0 ? [] : [{ class: name, amountMinor }];
		}),
		entries: entries.map((row) => ({
			id: row.id,
			kind: row.kind as EntryKind,
			points: row.points,
			on: row.effective_on
		})),
		expectedOn: isToCome(stay, today) ? expectedOn(stay, programme) : undefined,
		replaced: stay.source === 'claim' && stay.status === 'cancelled' ? true : undefined,
		wishes: isToCome(stay, today) ? await readWishesOf(db, memberId, stayId, now) : undefined
	};
}

function isToCome({ status, departure }: StayRow, today: PlainDate): boolean {
	return (status === 'booked' || status === 'in_house') && departure >= today;
}

/** Points are there the day after the departure, or once they have waited. */
function expectedOn({ departure }: StayRow, programme: Programme): PlainDate {
	return addDays(departure, versionOn(programme, departure).document.releaseDays ?? 1);
}

async function readWishesOf(
	db: Reader,
	memberId: string,
	stayId: string,
	now: Instant
): Promise<StayView['wishes']> {
	const [house] = await findHouseOfStay(db, { memberId, stayId });
	if (!house) return undefined;
	const promised = (await findPromised(db, memberId, house.code, now))?.how;
	const asked = { propertyId: house.id, stayId, health: true, promised };
	const lines = await readWishes(db, memberId, asked);
	return { propertyCode: house.code, lines: lines.map(asTold) };
}

/** Who ticked a wish, and what they wrote beside it, is the house's own. */
function asTold({ tick, ...line }: WishLine): WishLine {
	return { ...line, tick: tick && { outcome: tick.outcome, reason: tick.reason, at: tick.at } };
}
