/** What a guest may agree to when joining. Only membership itself is needed; no other blocks it. */
export const joinPurposes = [
	'membership',
	'marketing',
	'profiling',
	'partners',
	'transfer-abroad'
] as const;

export type JoinPurpose = (typeof joinPurposes)[number];
export type Purpose = JoinPurpose | 'health';

/** In the order in which they are shown. */
export const purposes = [...joinPurposes, 'health'] as const satisfies readonly Purpose[];

/** Of the texts behind `/terms/[purpose]`: changes whenever their meaning does. */
export const textVersions: Readonly<Record<Purpose, string>> = {
	membership: '2026-01',
	marketing: '2026-01',
	profiling: '2026-01',
	partners: '2026-01',
	'transfer-abroad': '2026-01',
	health: '2026-01'
};

export function isPurpose(text: string): text is Purpose {
	return Object.hasOwn(textVersions, text);
}
