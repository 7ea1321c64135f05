import { addDays, isPlainDate, startOfDayIn } from '#lib/domain/calendar.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import type { AuditView } from '#lib/domain/views/audit.ts';
import type { Reader } from '../db/database.ts';
import { listState, readList } from '../lists.ts';
import { nameThem } from './name-them.ts';
import { countActs, listActors, listActs, type Actor, type AuditFilter } from './queries.ts';

const shape = {
	sorts: ['when'],
	descending: true,
	filters: ['act', 'actor', 'from', 'to']
} as const;

/** Every privileged act, newest first; days are those of UTC, as the times beside them. */
export async function readAudit(db: Reader, url: URL): Promise<AuditView> {
	const asked = readList(url, shape);
	const { act, actor, from, to } = asked.filters;
	const filter: AuditFilter = {
		act,
		actor: readActor(actor),
		from: from && isPlainDate(from) ? startOfDayIn('UTC', from) : undefined,
		before: to && isPlainDate(to) ? startOfDayIn('UTC', addDays(to, 1)) : undefined
	};
	const rows = await listActs(db, filter, asked);
	const total = await countActs(db, filter);
	const actors = await listActors(db);
	const acted = rows.map((row) => ({ kind: row.actor_kind, id: row.actor_id }));
	const done = rows.map((row) => ({ kind: row.subject_kind, id: row.subject_id }));
	const names = await nameThem(db, [...actors, ...acted, ...done]);
	return {
		list: listState(asked, total),
		actors: actors.map(names.actor),
		acts: rows.map((row, at) => ({
			id: row.id,
			at: row.recorded_at,
			by: names.actor({ kind: row.actor_kind, id: row.actor_id }),
			act: row.act,
			subject: names.subject(done[at] ?? { kind: row.subject_kind, id: row.subject_id }),
			facts: JSON.parse(row.facts) as Facts,
			why: row.why ?? undefined
		}))
	};
}

/** `staff 0190…`, as the list offers it. */
function readActor(text: string | undefined): Actor | undefined {
	const [kind, id] = text?.split(' ') ?? [];
	if (id === undefined || (kind !== 'staff' && kind !== 'system' && kind !== 'member'))
		return undefined;
	return { kind, id };
}
