import { caseKinds } from '#lib/domain/cases/open-case.ts';
import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { readSearch } from '#lib/domain/members/search.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { Text } from '#lib/domain/text.ts';
import type { CaseLine, CaseQueue, CaseToWork, GoodwillLine } from '#lib/domain/views/cases.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { readAdjustLimit } from '../ledger/adjust-limit.ts';
import { listState, readList } from '../lists.ts';
import { mustWorkAt } from '../rewards/must-work-at.ts';
import { listColleaguesAt, listStaffNames } from '../staff/name-queries.ts';
import { listProperties } from '../stays/properties.ts';
import { listAskedGoodwill, listGoodwill } from './goodwill-queries.ts';
import { wallOf } from '../rewards/voucher-lines.ts';
import { countCases, countOverdue, findCaseLine, listCases, type CaseFilter } from './queries.ts';
import { listPraised } from './praised-queries.ts';
import { messagesOf, readPointsName } from './read-case.ts';

const asked_max = 20;

/** The queue: open ones, what is overdue first, unless the address asks for those that are over. */
export async function readQueue(
	reader: Reader,
	url: URL,
	staffId: string,
	now: Instant
): Promise<CaseQueue> {
	const asked = readList(url, {
		sorts: ['due'],
		filters: ['q', 'property', 'kind', 'status', 'owner']
	});
	const filter = filterOf(asked.filters, staffId, now);
	const rows = filter ? await listCases(reader, filter, asked) : [];
	return {
		list: listState(asked, filter ? await countCases(reader, filter) : 0),
		rows: rows.map((row) => toLine(row, now)),
		overdue: await countOverdue(reader, now),
		properties: (await listProperties(reader)).map(({ code, name }) => ({ code, name })),
		asked: (await listAskedGoodwill(reader, staffId, asked_max)).map((row) => ({
			...{ id: row.id, caseId: row.case_id, points: row.points }
		})),
		pointsName: await readPointsName(reader, now)
	};
}

/** Undefined where the guest looked for can be nobody: signs alone are no name. */
function filterOf(
	{ q, property, kind, status, owner }: Readonly<Record<string, string>>,
	staffId: string,
	now: Instant
): CaseFilter | undefined {
	const guest = q === undefined ? undefined : readSearch(q);
	if (q !== undefined && !guest) return undefined;
	return {
		property,
		kind: caseKinds.find((one) => one === kind),
		status: status === 'resolved' ? 'resolved' : 'open',
		overdueAt: status === 'overdue' ? now : undefined,
		ownerId: owner === 'mine' ? staffId : owner === 'nobody' ? null : undefined,
		guest
	};
}

/** One case as whoever works on it sees it. Refused: `not-found`, `not-allowed` to who does not work there. */
export async function readCaseToWork(
	reader: Reader,
	caseId: string,
	staffId: string,
	now: Instant
): Promise<CaseToWork> {
	const row = await findCaseLine(reader, caseId);
	if (!row) throw new Refusal('not-found');
	await mustWorkAt(reader, staffId, row.property_id);
	return {
		...toLine(row, now),
		memberId: row.member_id,
		responseId: row.response_id ?? undefined,
		ownerId: row.owner_id ?? undefined,
		resolution: row.resolution ?? undefined,
		changed: row.changed ?? undefined,
		messages: await messagesOf(reader, caseId, row.time_zone),
		colleagues: (await listColleaguesAt(reader, row.property_id)).map(({ id, name, role }) => ({
			...{ id, name, mayOwn: role !== 'desk' }
		})),
		messageId: newId(),
		goodwill: await goodwillOf(reader, caseId, staffId, row.time_zone),
		limit: await readAdjustLimit(reader, { kind: 'staff', id: staffId }, row.member_id, now),
		pointsName: await readPointsName(reader, now),
		goodwillId: newId(),
		praised: (await listPraised(reader, caseId)).map((one) => ({
			...{ id: one.id, name: one.colleague ?? one.name ?? '' },
			staffId: one.staff_id ?? undefined
		})),
		praisedId: newId()
	};
}

async function goodwillOf(
	reader: Reader,
	caseId: string,
	staffId: string,
	timeZone: string
): Promise<GoodwillLine[]> {
	const rows = await listGoodwill(reader, caseId);
	const ids = rows.flatMap(({ asked_by, decided_by }) => [asked_by, decided_by ?? []].flat());
	const names = await listStaffNames(reader, ids);
	return rows.map(({ id, points, why, status, ...row }) => ({
		...{ id, points, why, status, askedOn: dateIn(timeZone, row.asked_at) },
		askedBy: names.get(row.asked_by) ?? '',
		decidedBy: row.decided_by === row.asked_by ? undefined : names.get(row.decided_by ?? ''),
		refusedBecause: row.refused_because ?? undefined,
		isToDecide: status === 'asked' && row.asked_by !== staffId
	}));
}

function toLine(row: Awaited<ReturnType<typeof listCases>>[number], now: Instant): CaseLine {
	const isAnswered = row.answered_at !== null;
	const { time_zone: zone, due_at: dueAt } = row;
	return {
		...{ id: row.id, kind: row.kind, status: row.status, number: row.number },
		name: fullName(row.given_name ?? '', row.family_name ?? '').trim(),
		property: JSON.parse(row.property) as Text,
		owner: row.owner ?? undefined,
		...{
			dueAt,
			isAnswered,
			opened: wallOf({ timeZone: zone }, row.opened_at),
			due: wallOf({ timeZone: zone }, dueAt)
		},
		isOverdue: row.status === 'open' && !isAnswered && row.due_at < now
	};
}
