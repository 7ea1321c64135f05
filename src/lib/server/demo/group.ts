import type { NewProperty } from '../stays/properties.ts';

export const hotelName = 'Aurora Hotels';

/** What a night, a dinner and a treatment cost in a house, in minor units, and who comes when. */
export interface House {
	readonly property: NewProperty;
	readonly nightMinor: number;
	readonly foodMinor: number;
	readonly spaShare: number;
	/** One figure a month, January first, in percent of the price. */
	readonly season: readonly number[];
	readonly nights: Readonly<Record<string, number>>;
	readonly roomTypes: Readonly<Record<string, number>>;
}

/** A group of three houses that does not exist. */
export const houses: readonly House[] = [
	{
		property: {
			code: 'AUR-LIS',
			name: { en: 'Aurora City Lisbon', 'zh-CN': '里斯本极光城市酒店' },
			timeZone: 'Europe/Lisbon',
			currency: 'EUR',
			brand: 'standard'
		},
		nightMinor: 14_200,
		foodMinor: 3_800,
		spaShare: 0.08,
		season: [82, 84, 92, 104, 112, 118, 116, 110, 116, 106, 92, 90],
		nights: { '1': 30, '2': 34, '3': 20, '4': 10, '5': 4, '7': 2 },
		roomTypes: { Standard: 62, Superior: 28, Suite: 10 }
	},
	{
		property: {
			code: 'AUR-CRE',
			name: { en: 'Aurora Bay Crete', 'zh-CN': '克里特极光海湾度假酒店' },
			timeZone: 'Europe/Athens',
			currency: 'EUR',
			brand: 'standard'
		},
		nightMinor: 19_600,
		foodMinor: 5_200,
		spaShare: 0.35,
		season: [70, 70, 78, 92, 108, 128, 142, 146, 120, 98, 76, 74],
		nights: { '2': 10, '3': 14, '4': 18, '5': 16, '7': 30, '10': 8, '14': 4 },
		roomTypes: { Standard: 40, Superior: 40, Suite: 20 }
	},
	{
		property: {
			code: 'AUR-BER',
			name: { en: 'Aurora Apartments Berlin', 'zh-CN': '柏林极光公寓' },
			timeZone: 'Europe/Berlin',
			currency: 'EUR',
			brand: 'apartment'
		},
		nightMinor: 9_400,
		foodMinor: 900,
		spaShare: 0,
		season: [86, 90, 96, 100, 108, 110, 104, 102, 112, 106, 100, 104],
		nights: { '2': 18, '3': 20, '4': 16, '5': 14, '7': 18, '14': 8, '28': 6 },
		roomTypes: { Studio: 70, Standard: 30 }
	}
];

export const roomFactors: Readonly<Record<string, number>> = {
	Studio: 90,
	Standard: 100,
	Superior: 135,
	Suite: 220
};
