import { firstCuts } from '#lib/domain/surveys/cuts.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import { openCaseOf, type SaidInSurvey } from '#lib/server/cases/open-case.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import type { Person } from './model/house.ts';

const complaint = { index: 3, recommend: 2, texts: ['The lift was broken.'] } as const;

/** A guest says something about a house, as a survey that is sent says it; the id of its case. */
export async function saying(
	db: Db,
	{ id: memberId }: Pick<Person, 'id'>,
	now: Instant,
	said: Partial<Pick<SaidInSurvey, 'index' | 'recommend' | 'texts'>> = complaint,
	code = 'CITY'
): Promise<string> {
	const property = (await listProperties(db)).find((one) => one.code === code);
	if (!property) throw new Error(`no house ${code}`);
	const about = { responseId: null, cuts: firstCuts, memberId, propertyId: property.id };
	const words = { index: undefined, recommend: undefined, texts: [], ...said };
	const before = new Set(await idsOf(db));
	await transact(db, (trx) => openCaseOf(trx, { ...about, ...words }, now));
	const opened = (await idsOf(db)).find((id) => !before.has(id));
	if (!opened) throw new Error('that is no case');
	return opened;
}

export const praise = { index: 9, recommend: 10, texts: ['Ana was wonderful.'] } as const;

async function idsOf(db: Db): Promise<string[]> {
	return (await db.selectFrom('guest_case').select('id').execute()).map(({ id }) => id);
}
