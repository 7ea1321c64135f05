import { Refusal } from '#lib/domain/refusal.ts';
import type { CaseMessage, CaseView, OwnCase } from '#lib/domain/views/cases.ts';
import type { PointsName } from '#lib/domain/views/common.ts';
import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { Reader } from '../db/database.ts';
import type { GuestCaseTable } from '../db/tables.ts';
import { newId } from '../ids.ts';
import { findProgramme, todayIn } from '../programme/read-programme.ts';
import { listProperties, type Property } from '../stays/properties.ts';
import { listGoodwill } from './goodwill-queries.ts';
import { wallOf } from '../rewards/voucher-lines.ts';
import { findCase, listCasesOf, listMessages } from './queries.ts';

const shown_max = 50;

/** What a member told the house and what became of it. Refused: `not-found` for somebody else's. */
export async function readCase(
	reader: Reader,
	memberId: string,
	caseId: string,
	now: Instant
): Promise<CaseView> {
	const row = await findCase(reader, caseId);
	if (row?.member_id !== memberId) throw new Refusal('not-found');
	const house = (await listProperties(reader)).find(({ id }) => id === row.property_id);
	if (!house) throw new Error(`there is no property ${row.property_id}`);
	const given = (await listGoodwill(reader, caseId)).filter(({ status }) => status === 'given');
	const points = given.reduce((sum, one) => sum + one.points, 0);
	return {
		...toOwnCase(row, house),
		messages: await messagesOf(reader, caseId, house.timeZone),
		changed: row.changed ?? undefined,
		points: points > 0 ? points : undefined,
		pointsName: await readPointsName(reader, now),
		messageId: newId()
	};
}

/** What a member told the house, the newest first. */
export async function readOwnCases(reader: Reader, memberId: string): Promise<OwnCase[]> {
	const rows = await listCasesOf(reader, memberId, shown_max);
	if (rows.length === 0) return [];
	const houses = new Map((await listProperties(reader)).map((house) => [house.id, house]));
	return rows.flatMap((row) => {
		const house = houses.get(row.property_id);
		return house ? [toOwnCase(row, house)] : [];
	});
}

export async function messagesOf(
	reader: Reader,
	caseId: string,
	timeZone: string
): Promise<CaseMessage[]> {
	const rows = await listMessages(reader, caseId);
	return rows.map((row) => ({
		...{ id: row.id, by: row.said_by, body: row.body, at: wallOf({ timeZone }, row.said_at) },
		name: row.staff ?? undefined
	}));
}

function toOwnCase(row: GuestCaseTable, { name: property, timeZone }: Property): OwnCase {
	const { id, kind, status } = row;
	const openedOn = dateIn(timeZone, row.opened_at);
	const said = { isAnswered: row.answered_at !== null, hasChanged: row.changed !== null };
	return { id, kind, status, property, openedOn, ...said };
}

export async function readPointsName(reader: Reader, now: Instant): Promise<PointsName> {
	const programme = await findProgramme(reader);
	return programme ? versionOn(programme, todayIn(programme, now)).document.pointsName : {};
}
