import type { PlainDate } from '#lib/domain/calendar.ts';
import { readTemplate } from '#lib/domain/programme/templates.ts';
import { shippedServices } from '#lib/domain/services/shipped.ts';

export const timeZone = 'Europe/Lisbon';

interface Changeable {
	name: unknown;
	versions: {
		from?: string;
		currency: string;
		timeZone: string;
		tiers: { id: string }[];
		earning: { where?: Record<string, unknown> }[];
		awards: unknown[];
		services?: unknown;
		moneyOff?: unknown;
		approvals?: unknown;
	}[];
}

const surveyAward = (points: number) => ({ id: 'survey', kind: 'fixed', on: 'survey', points });

/** Meridian for a group in Europe, where stays that an agency sold earn nothing and answers are thanked for. */
export function demoProgramme(today: PlainDate): unknown {
	const document = readTemplate('meridian') as Changeable;
	document.name = { en: 'Aurora Club', 'zh-CN': '极光会' };
	for (const version of document.versions) {
		version.currency = 'EUR';
		version.timeZone = timeZone;
		version.awards = [surveyAward(150)];
		version.services = shippedServices(version.tiers).map((service) =>
			// By the sea there is a kitchen garden and a crèche of the house.
			service.id === 'child-care'
				? { ...service, byProperty: { 'AUR-CRE': { gold: 'offered', silver: 'offered' } } }
				: service
		);
		version.moneyOff = { kind: 'steps', points: 1_000, amount: 5 };
		// Above this the owner decides with the manager.
		version.approvals = { adjustMost: { desk: 0, manager: 5_000 } };
		for (const rule of version.earning) rule.where = { ...rule.where, exceptChannels: ['agency'] };
	}
	// Since New Year an answer is worth more.
	const [first] = document.versions;
	const from = `${today.slice(0, 4)}-01-01`;
	document.versions.push({ ...first!, from, awards: [surveyAward(250)] });
	return document;
}
