import type { PlainDate } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { PointsName, TierView } from './common.ts';
import type { Counter, CounterUnit } from './home.ts';
import type { GiftView } from './milestones.ts';

/**
 * What planned nights would lead to. The answers on the two lines through what was asked (other nights at
 * the same price, another price for the same nights) come with it, so that a slider is answered at once.
 */
export interface WhatIfView {
	readonly today: PlainDate;
	readonly pointsName: PointsName;
	readonly currency: string;
	readonly tierNow: string;
	/** Nothing above the tier of today can be reached by nights or spend. */
	readonly isTop: boolean;
	readonly tiers: Readonly<Record<string, TierView>>;
	readonly counters: Readonly<Record<string, CounterOfPlan>>;
	readonly milestones: Readonly<Record<string, MilestoneOfPlan>>;
	readonly asked: AskedPlan;
	/** More nights were asked than fit before the last day. */
	readonly isCut: boolean;
	readonly limits: PlanLimits;
	readonly answer: WhatIfAnswer;
	/** From no night to `limits.nights`, in steps of one. */
	readonly byNights: readonly WhatIfAnswer[];
	/** From nothing to `limits.steps` steps of money. */
	readonly bySpend: readonly WhatIfAnswer[];
}

export interface AskedPlan {
	readonly nights: number;
	/** Minor units of the programme's currency. */
	readonly perNight: number;
	readonly stayNights: number;
	readonly until: PlainDate;
}

export interface PlanLimits {
	/** The most that the slider shows. */
	readonly nights: number;
	/** The most that fit before the last day. */
	readonly nightsMost: number;
	/** Of the money slider, in minor units, and how many there are. */
	readonly step: number;
	readonly steps: number;
	readonly firstUntil: PlainDate;
	readonly lastUntil: PlainDate;
}

export interface CounterOfPlan {
	readonly name: Text;
	readonly unit: CounterUnit;
	readonly currency?: string | undefined;
}

export interface MilestoneOfPlan {
	readonly counter: Counter;
	readonly gifts: readonly GiftView[];
	/** How many of them may be chosen, where not all of them come. */
	readonly choose?: number | undefined;
}

export interface WhatIfAnswer {
	readonly nights: number;
	readonly perNight: number;
	/** With those of milestones. */
	readonly points: number;
	/** On the last day of the plan. */
	readonly tier: string;
	/** The day on which it is reached; none where it is held already. */
	readonly since?: PlainDate | undefined;
	/** Its last day; none for life and for the floor. */
	readonly validTo?: PlainDate | undefined;
	readonly forLife: boolean;
	/** By the keys of the view's, each with its day. */
	readonly milestones: readonly (readonly [key: string, on: PlainDate])[];
	/** What more the tier above asks for; none at the top. */
	readonly toReach?: MissingOfPlan | undefined;
	/** If only the plan happens: the tier on the first day of the next year of the programme. */
	readonly next?: { readonly on: PlainDate; readonly tier: string } | undefined;
	/** What holds the tier of the plan beyond its last day, where it ends. */
	readonly toKeep?: MissingOfPlan | undefined;
}

export interface MissingOfPlan {
	readonly tier: string;
	readonly ways: readonly WayOfPlan[];
}

export interface WayOfPlan {
	readonly by?: PlainDate | undefined;
	readonly needs: 'all' | 'any';
	/** By the ids of the view's counters; what is there already is left out. */
	readonly left: readonly (readonly [credit: string, amount: number])[];
}
