import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { addedBy, housesThatDiffer, promisesOf } from '#lib/domain/services/promises-of.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import { nextTier } from '#lib/domain/tiers/progress.ts';
import type { BenefitsView } from '#lib/domain/views/benefits.ts';
import type { Reader } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listProperties } from '../stays/properties.ts';

/**
 * What the tier of a member is promised today, and what the one above adds, everywhere or at one house. A
 * code that no house has, or where nothing is otherwise, is everywhere.
 */
export async function readBenefits(
	db: Reader,
	memberId: string,
	code: string | undefined,
	now: Instant
): Promise<BenefitsView> {
	const programme = await readProgramme(db);
	const today = todayIn(programme, now);
	const { document } = versionOn(programme, today);
	const { tier, rank, validTo } = heldTier(await listGrants(db, memberId), programme, today);
	const above = nextTier(programme, rank, today);
	const differing = housesThatDiffer(document, above ? [tier.id, above.id] : [tier.id]);
	const houses = (await listProperties(db)).filter((house) => differing.includes(house.code));
	const house = houses.find((one) => one.code === code)?.code;
	const own = promisesOf(tier, document, house);
	return {
		own,
		validTo,
		next: above && addedBy(promisesOf(above, document, house), own),
		houses: houses.map(({ code: of, name }) => ({ code: of, name })),
		house
	};
}
