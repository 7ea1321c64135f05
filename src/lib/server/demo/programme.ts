import type { PlainDate } from '#lib/domain/calendar.ts';
import { readTemplate } from '#lib/domain/programme/templates.ts';

export const timeZone = 'Europe/Lisbon';

interface Changeable {
	name: unknown;
	versions: {
		from?: string;
		currency: string;
		timeZone: string;
		earning: { where?: Record<string, unknown> }[];
		awards: unknown[];
		services?: unknown;
		moneyOff?: unknown;
	}[];
}

const surveyAward = (points: number) => ({ id: 'survey', kind: 'fixed', on: 'survey', points });

const from = (tiers: readonly string[], promised: number, asked: number) =>
	Object.fromEntries(
		tiers.flatMap((tier, at) =>
			at >= promised ? [[tier, 'offered']] : at >= asked ? [[tier, 'on-request']] : []
		)
	);
const tiers = ['member', 'silver', 'gold', 'platinum', 'titanium', 'ambassador'];
const services = [
	{ id: 'late', name: { en: 'Late check-out', 'zh-CN': '延迟退房' }, byTier: from(tiers, 2, 1) },
	{ id: 'upgrade', name: { en: 'A better room', 'zh-CN': '客房升级' }, byTier: from(tiers, 3, 2) },
	{
		id: 'fruit',
		name: { en: 'Fruit in the room', 'zh-CN': '房内水果' },
		byTier: from(tiers, 1, 0)
	},
	{ id: 'lounge', name: { en: 'The lounge', 'zh-CN': '行政酒廊' }, byTier: from(tiers, 4, 3) }
];

/** Meridian for a group in Europe, where stays that an agency sold earn nothing and answers are thanked for. */
export function demoProgramme(today: PlainDate): unknown {
	const document = readTemplate('meridian') as Changeable;
	document.name = { en: 'Aurora Club', 'zh-CN': '极光会' };
	for (const version of document.versions) {
		version.currency = 'EUR';
		version.timeZone = timeZone;
		version.awards = [surveyAward(150)];
		version.services = services;
		version.moneyOff = { kind: 'steps', points: 1_000, amount: 5 };
		for (const rule of version.earning) rule.where = { ...rule.where, exceptChannels: ['agency'] };
	}
	// Since New Year an answer is worth more.
	const [first] = document.versions;
	const from = `${today.slice(0, 4)}-01-01`;
	document.versions.push({ ...first!, from, awards: [surveyAward(250)] });
	return document;
}
