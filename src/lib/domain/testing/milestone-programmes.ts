import type { Credit } from '../ledger/account.ts';
import type { Milestone, Programme, Version } from '../programme/programme.ts';
import { programmeLike } from './make.ts';

// Milestones as three of the programmes have them, small enough to be read in a test.

const nights = { credit: 'nights', window: { kind: 'calendar-year' } } as const;

/** 10,000 at 40 nights and every 10 more up to 360, 30,000 beside it at 60. */
export const pointsAtNights: readonly Milestone[] = [
	{
		...nights,
		id: 'every-ten',
		kind: 'points',
		at: { from: 40, step: 10, to: 360 },
		points: 10_000
	},
	{ ...nights, id: 'sixty', kind: 'points', at: [60], points: 30_000 }
];

/** A choice every 10 nights within 90 days, and certificates that come by themselves. */
export const choicesAtNights: readonly Milestone[] = [
	{
		...nights,
		id: 'choice',
		kind: 'choice',
		at: { from: 20, step: 10, to: 150 },
		withinDays: 90,
		options: [
			{ id: 'points', name: { en: '2,000 points' }, points: 2000 },
			{
				id: 'night',
				name: { en: 'Free night' },
				validity: { kind: 'months', months: 12, from: 'day' }
			}
		],
		otherwise: ['points']
	},
	certificate('certificate', [40, 70, 80, 90, 110, 120, 130, 140], 1),
	certificate('two-certificates', [60], 2)
];

/** Two of three at 40 nights. */
export const twoOfThree: Milestone = {
	...nights,
	id: 'two',
	kind: 'choice',
	at: [40],
	choose: 2,
	withinDays: 30,
	options: [
		{ id: 'suite', name: { en: 'Suite upgrade' }, count: 2 },
		{ id: 'points', name: { en: '5,000 points' }, points: 5000 },
		{ id: 'night', name: { en: 'Free night' } }
	],
	otherwise: ['points', 'suite']
};

function certificate(id: string, at: readonly number[], count: number): Milestone {
	return {
		...nights,
		id,
		kind: 'gift',
		at,
		gift: {
			id: 'certificate',
			name: { en: 'Guest certificate' },
			count,
			validity: { kind: 'end-of-month', month: 2, yearsAfter: 2 }
		}
	};
}

export function withMilestones(
	milestones: readonly Milestone[],
	...others: readonly Partial<Version>[]
): Programme {
	return programmeLike('meridian', { milestones }, ...others);
}

export function nightsOf(
	amount: number,
	countsOn: string,
	basis: Credit['basis'] = 'real'
): Credit {
	const id = `nights ${countsOn} ${amount} ${basis}`;
	return { id, kind: 'nights', amount, countsOn, basis, programmeVersion: 1 };
}
