import { readTemplate } from '#lib/domain/programme/templates.ts';

export const timeZone = 'Europe/Lisbon';

interface Changeable {
	name: unknown;
	versions: {
		currency: string;
		timeZone: string;
		earning: { where?: Record<string, unknown> }[];
	}[];
}

/** Meridian for a group in Europe, where stays that an agency sold earn nothing. */
export function demoProgramme(): unknown {
	const document = readTemplate('meridian') as Changeable;
	document.name = { en: 'Aurora Club', 'zh-CN': '极光会' };
	for (const version of document.versions) {
		version.currency = 'EUR';
		version.timeZone = timeZone;
		for (const rule of version.earning) rule.where = { ...rule.where, exceptChannels: ['agency'] };
	}
	return document;
}
