import type { Tier, Version } from '#lib/domain/programme/programme.ts';
import { plainVersion } from '../integration/model/house.ts';
import { lotRule } from './areas.ts';

/** What a version of the row has that the plain one has not. */
export function versionOfRow(kind: string, length: number): Partial<Version> {
	switch (kind) {
		case 'silence-months':
			return { expiry: { kind: 'inactivity', months: length, activity: ['stay'] } };
		case 'silence-days':
			return { expiry: { kind: 'inactivity', days: length, activity: ['stay'] } };
		case 'release':
			return { releaseDays: length, expiry: { kind: 'never' } };
		case 'choose':
			return { milestones: [choiceWithin(length)], expiry: { kind: 'never' } };
		case 'review':
			return { tiers: reviewedIn(length), expiry: { kind: 'never' } };
		default:
			return { expiry: lotRule(kind, length) };
	}
}

/** Ten nights give 500 points, or breakfast for who says so in time. */
function choiceWithin(withinDays: number): NonNullable<Version['milestones']>[number] {
	return {
		id: 'ten',
		kind: 'choice',
		credit: 'nights',
		window: { kind: 'membership' },
		at: [10],
		withinDays,
		options: [
			{ id: 'points', name: { en: 'Points' }, points: 500 },
			{ id: 'breakfast', name: { en: 'Breakfast' } }
		],
		otherwise: ['points']
	};
}

/** Silver to the end of that month, a year on from December and two from any other; kept by anybody. */
function reviewedIn(month: number): Version['tiers'] {
	const [floor, silver] = plainVersion.tiers;
	const validity = { kind: 'end-of-month', month, yearsAfter: month === 12 ? 1 : 2 } as const;
	const kept: Tier = {
		...silver!,
		ways: silver!.ways.map((way) => ({ ...way, validity })),
		keep: {
			needs: { kind: 'at-least', credit: 'nights', amount: 0 },
			window: { kind: 'calendar-year' },
			validity,
			otherwise: { kind: 'by-credits' }
		}
	};
	return [floor, kept];
}
