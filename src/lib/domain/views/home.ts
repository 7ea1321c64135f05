import type { PlainDate } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { EntryLine, Expiring, PointsName, TierView } from './common.ts';
import type { StayLine } from './stays.ts';

export interface HomeView {
	readonly today: PlainDate;
	readonly name: string;
	readonly number: string;
	readonly verified: boolean;
	readonly tier: TierView;
	/** The last day of the tier; a tier for life and the floor have none. */
	readonly tierValidTo?: PlainDate | undefined;
	readonly pointsName: PointsName;
	readonly balance: number;
	/** Points still owed after a correction; then the balance is −debt. */
	readonly debt: number;
	readonly next?: NextTier | undefined;
	readonly expiring?: Expiring | undefined;
	/** All points still to come, and the day of the first of them. */
	readonly pending?: { readonly points: number; readonly on: PlainDate } | undefined;
	readonly recent: readonly EntryLine[];
	readonly upcoming?: StayLine | undefined;
	/** Waits for an answer. */
	readonly surveyId?: string | undefined;
	/** The front desk asks for points, and waits. */
	readonly asked: boolean;
	/** Whether there is a page of milestones. */
	readonly milestones: boolean;
}

/** The tier above the one that is held: any one of its ways is enough. */
export interface NextTier {
	readonly tier: TierView;
	readonly ways: readonly NextTierWay[];
}

export interface NextTierWay {
	readonly id: string;
	/** The last day on which credits still count for it; none when they always count. */
	readonly by?: PlainDate | undefined;
	/** All counters are needed, or any one of them. */
	readonly needs: 'all' | 'any';
	readonly counters: readonly Counter[];
}

export interface Counter {
	readonly credit: string;
	readonly name: Text;
	readonly unit: CounterUnit;
	readonly has: number;
	readonly goal: number;
	/** Money counts minor units of this currency. */
	readonly currency?: string | undefined;
	/** A counter that must not be passed, such as no-shows. */
	readonly atMost?: boolean | undefined;
}

export type CounterUnit = 'nights' | 'stays' | 'money' | 'points' | 'times';
