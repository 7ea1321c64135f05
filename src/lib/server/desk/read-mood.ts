import { dateIn } from '#lib/domain/calendar.ts';
import { isLow } from '#lib/domain/surveys/cuts.ts';
import type { DeskMood } from '#lib/domain/views/desk.ts';
import type { Reader } from '../db/database.ts';
import { readSetting } from '../house/settings.ts';
import type { Property } from '../stays/properties.ts';
import { findLastScored } from '../surveys/mood-queries.ts';
import { cuts } from '../surveys/settings.ts';

const micro = 1_000_000;

/** How the last survey of a guest went, whichever house it was about. */
export async function readMood(
	reader: Reader,
	memberId: string,
	{ timeZone }: Property
): Promise<DeskMood | undefined> {
	const [last] = await findLastScored(reader, { memberId });
	if (!last) return undefined;
	const { index_micro, recommend, submitted_at } = last;
	const said = { index: Number(index_micro) / micro, recommend: recommend ?? undefined };
	return {
		...said,
		on: dateIn(timeZone, submitted_at ?? ''),
		low: isLow(said, await readSetting(reader, cuts))
	};
}
