import type { Instant, PlainDate } from '#lib/domain/calendar.ts';
import { versionOn, type Programme, type Tier } from '#lib/domain/programme/programme.ts';
import { serviceAt } from '#lib/domain/services/service-at.ts';
import type { Text } from '#lib/domain/text.ts';
import { heldTier } from '#lib/domain/tiers/held-tier.ts';
import type { PromiseKind } from '#lib/domain/views/preferences.ts';
import type { Reader } from '../db/database.ts';
import { listGrants } from '../ledger/queries.ts';
import { findProgramme, todayIn } from './read-programme.ts';

/** How a tier gets services on a day, at one house or everywhere. */
export function promisedTo(
	tier: Pick<Tier, 'id'>,
	programme: Programme,
	day: PlainDate,
	propertyCode?: string
): (serviceId: string) => PromiseKind | undefined {
	const { services = [] } = versionOn(programme, day).document;
	return (serviceId) => {
		const service = services.find(({ id }) => id === serviceId);
		return service && serviceAt(service, tier.id, propertyCode);
	};
}

/** The same of the tier that a member holds today, with its name; undefined while nothing is published. */
export async function findPromised(
	reader: Reader,
	memberId: string,
	propertyCode: string | undefined,
	now: Instant
) {
	const programme = await findProgramme(reader);
	if (!programme) return undefined;
	const today = todayIn(programme, now);
	const { tier } = heldTier(await listGrants(reader, memberId), programme, today);
	return { tier, how: promisedTo(tier, programme, today, propertyCode) };
}

/** The services of the version in force today; none while nothing is published. */
export async function listServices(
	reader: Reader,
	now: Instant
): Promise<{ readonly id: string; readonly name: Text }[]> {
	const programme = await findProgramme(reader);
	if (!programme) return [];
	const { services = [] } = versionOn(programme, todayIn(programme, now)).document;
	return services.map(({ id, name }) => ({ id, name }));
}
