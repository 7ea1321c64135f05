import { addDays, type PlainDate } from '../calendar.ts';
import { versionOn, type Decimal, type Programme } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import type { PartnerActivity } from '../stays/post-activity.ts';
import { revenueClasses, type RevenueClass, type StayFacts } from '../stays/stay.ts';

/** A stay that somebody thinks of. Amounts are minor units of the programme's currency. */
export interface PlannedStay {
	readonly kind: 'stay';
	readonly arrival: PlainDate;
	readonly nights: number;
	readonly amounts: Readonly<Partial<Record<RevenueClass, number>>>;
	/** None: no rule that names properties applies. */
	readonly property?: string | undefined;
	/** None: the first brand of the programme. */
	readonly brand?: string | undefined;
	readonly rooms?: number | undefined;
	readonly awardNights?: number | undefined;
}

/** What a partner will report. */
export interface PlannedActivity {
	readonly kind: 'activity';
	readonly on: PlainDate;
	readonly activity: string;
	/** By measure; money in units of the programme's currency. */
	readonly amounts: Readonly<Record<string, Decimal>>;
}

export type Planned = PlannedStay | PlannedActivity;

/** The day on which it gives points and credits. */
export function dayOfPlanned(planned: Planned): PlainDate {
	return planned.kind === 'stay' ? addDays(planned.arrival, planned.nights) : planned.on;
}

/** Refuses `invalid` (with the field) what lies before today or is not a number of nights. */
export function checkPlanned(planned: Planned, today: PlainDate): void {
	const first = planned.kind === 'stay' ? planned.arrival : planned.on;
	if (first < today) throw new Refusal('invalid', { field: 'arrival', day: first });
	if (planned.kind === 'activity') return;
	if (!Number.isSafeInteger(planned.nights) || planned.nights < 0)
		throw new Refusal('invalid', { field: 'nights' });
}

export function toFacts(planned: PlannedStay, id: string, programme: Programme): StayFacts {
	const { arrival, nights, amounts, rooms = 1, awardNights = 0 } = planned;
	const departure = dayOfPlanned(planned);
	const { document } = versionOn(programme, departure);
	return {
		id,
		revision: 1,
		status: 'checked_out',
		propertyCode: planned.property ?? 'planned',
		brand: planned.brand ?? document.brands[0] ?? '',
		arrival,
		departure,
		nights,
		rooms,
		currency: document.currency,
		folio: revenueClasses.flatMap((revenueClass) => {
			const amountMinor = amounts[revenueClass];
			return amountMinor ? [{ class: revenueClass, amountMinor, on: departure }] : [];
		}),
		awardNights
	};
}

export function toActivity(planned: PlannedActivity, id: string): PartnerActivity {
	return { id, kind: planned.activity, on: planned.on, amounts: planned.amounts };
}
