import { Refusal } from '#lib/domain/refusal.ts';
import type { ColleagueView, HouseChoice, StaffListView } from '#lib/domain/views/staff.ts';
import { readLastChange } from '../audit/name-them.ts';
import type { Reader } from '../db/database.ts';
import { listState, readList } from '../lists.ts';
import { listProperties } from '../stays/properties.ts';
import { countStaff, hasPassword, listStaff } from './admin-queries.ts';
import { staffActs } from './guard.ts';
import { listPropertyIds } from './property-queries.ts';
import { findStaff } from './queries.ts';

const shape = { sorts: ['name', 'role', 'joined'], filters: ['role', 'status'] } as const;

export async function readStaff(db: Reader, url: URL): Promise<StaffListView> {
	const asked = readList(url, shape);
	const { role, status } = asked.filters;
	const filter = {
		role: (['desk', 'manager', 'owner'] as const).find((one) => one === role),
		status: (['active', 'suspended'] as const).find((one) => one === status)
	};
	const rows = await listStaff(db, filter, asked);
	return {
		list: listState(asked, await countStaff(db, filter)),
		staff: rows.map((row) => ({
			id: row.id,
			name: row.name,
			email: row.email,
			role: row.role,
			active: row.status === 'active',
			hasPassword: row.set_at !== null,
			since: row.created_at
		}))
	};
}

/** One of the staff. Refused: `not-found`. */
export async function readColleague(db: Reader, id: string): Promise<ColleagueView> {
	const staff = await findStaff(db, id);
	if (!staff) throw new Refusal('not-found');
	const works = new Set(await listPropertyIds(db, id));
	const houses = await listProperties(db);
	return {
		...staff,
		hasPassword: await hasPassword(db, id),
		properties: houses.filter((house) => works.has(house.id)).map(({ code }) => code),
		houses: houses.map(({ code, name }) => ({ code, name })),
		lastChange: await readLastChange(db, { kind: 'staff', id }, staffActs)
	};
}

/** The houses whose desk a new colleague may work at. */
export async function listHouseChoices(db: Reader): Promise<HouseChoice[]> {
	return (await listProperties(db)).map(({ code, name }) => ({ code, name }));
}
