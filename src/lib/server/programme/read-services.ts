import type { Instant } from '#lib/domain/calendar.ts';
import { versionOn, type Service, type Version } from '#lib/domain/programme/programme.ts';
import type { Cell } from '#lib/domain/services/edit-services.ts';
import { shippedServices } from '#lib/domain/services/shipped.ts';
import type { ServicesView } from '#lib/domain/views/services.ts';
import type { Reader } from '../db/database.ts';
import { listProperties } from '../stays/properties.ts';
import { readContent } from './draft.ts';
import { findOpenDraft } from './draft-queries.ts';
import { readProgramme, todayIn } from './read-programme.ts';

/** The matrix of the open draft, else of the version in force. Refused: `no-programme`. */
export async function readServices(
	db: Reader,
	code: string | undefined,
	now: Instant
): Promise<ServicesView> {
	const programme = await readProgramme(db);
	const draft = await findOpenDraft(db);
	const newest = programme.at(-1) ?? versionOn(programme, todayIn(programme, now));
	const document = draft ? readContent(draft).document : newest.document;
	const properties = (await listProperties(db)).map(({ code: one, name }) => ({ code: one, name }));
	const property = properties.find((one) => one.code === code)?.code;
	const { tiers, services = [] } = document;
	return {
		draft: draft && { id: draft.id, revision: draft.revision },
		property,
		properties,
		tiers: tiers.map(({ id, name }) => ({ id, name })),
		services: services.map((service) => toRow(service, tiers, property)),
		missing: missingOf(document).length
	};
}

function toRow(service: Service, tiers: Version['tiers'], property: string | undefined) {
	const { id, name, byTier, byProperty = {} } = service;
	const cellsOf = (from: Readonly<Record<string, Cell>>) =>
		Object.fromEntries(
			tiers.map((tier) => [tier.id, Object.hasOwn(from, tier.id) ? (from[tier.id] ?? '') : ''])
		);
	return {
		...{ id, name },
		cells: cellsOf(property === undefined ? byTier : (byProperty[property] ?? {})),
		everywhere: cellsOf(byTier),
		otherAt: Object.keys(byProperty)
	};
}

/** The shipped services that a version does not have. */
export function missingOf({ tiers, services = [] }: Version): Service[] {
	return shippedServices(tiers).filter(({ id }) => services.every((one) => one.id !== id));
}
