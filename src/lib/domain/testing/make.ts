import { addDays, type PlainDate } from '../calendar.ts';
import { causeOfActivity } from '../earning/price-activity.ts';
import type { Entry, Lot, LotMove, NewId, Pending, PendingEnd } from '../ledger/account.ts';
import { lastActivityOn } from '../ledger/activity.ts';
import { newHistory, type History, type Step } from '../ledger/history.ts';
import type { MemberRows } from '../ledger/invariants.ts';
import { lotChanges } from '../ledger/posting.ts';
import type { Made, Taken } from '../ledger/reverse.ts';
import { checkProgramme } from '../programme/check.ts';
import { programmeOf, type Programme, type Version } from '../programme/programme.ts';
import { readTemplate, type TemplateName } from '../programme/templates.ts';
import type { MadeByActivity } from '../stays/post-activity.ts';
import type { MadeByStay } from '../stays/post-stay.ts';
import type { StayFacts } from '../stays/stay.ts';

export function templateVersion(name: TemplateName): Version {
	const checked = checkProgramme(readTemplate(name));
	if (!checked.ok) throw new Error(JSON.stringify(checked.problems));
	return checked.file.versions[0];
}

/** A programme of one version, or of several: a shipped one with changes. */
export function programmeLike(
	name: TemplateName,
	...changes: readonly Partial<Version>[]
): Programme {
	const version = templateVersion(name);
	const [first, ...rest] = changes;
	return programmeOf({
		versions: [{ ...version, ...first }, ...rest.map((change) => ({ ...version, ...change }))]
	});
}

export function countingIds(prefix = 'id'): NewId {
	let last = 0;
	return () => `${prefix}-${String((last += 1)).padStart(6, '0')}`;
}

export const noRates = () => undefined;

/** A checked-out stay of one night in one room; a room amount in minor units is enough to say. */
export function stayOf(
	facts: Partial<StayFacts> & { readonly roomMinor?: number } = {}
): StayFacts {
	const arrival = facts.arrival ?? '2026-03-02';
	const nights = facts.nights ?? 1;
	const departure = addDays(arrival, nights);
	const { roomMinor, ...others } = facts;
	return {
		id: 'stay-1',
		revision: 1,
		status: 'checked_out',
		propertyCode: 'P1',
		brand: 'standard',
		rooms: 1,
		currency: 'USD',
		folio:
			roomMinor === undefined ? [] : [{ class: 'room', amountMinor: roomMinor, on: departure }],
		awardNights: 0,
		...others,
		arrival,
		departure,
		nights
	};
}

/** A member as a store would keep them: rows that grow, and the history that is read back from them. */
export class Book {
	readonly joinedOn: PlainDate;
	readonly programme: Programme;
	readonly entries: Entry[] = [];
	readonly moves: LotMove[] = [];
	readonly lots = new Map<string, Lot>();
	readonly pending: Pending[] = [];
	readonly pendingEnds: PendingEnd[] = [];
	history: History;

	constructor(programme: Programme, joinedOn: PlainDate = '2020-01-01') {
		this.programme = programme;
		this.joinedOn = joinedOn;
		this.history = newHistory(joinedOn);
	}

	write<S extends Step>(step: S): S {
		const { posting } = step;
		this.entries.push(...posting.entries);
		this.moves.push(...posting.moves);
		for (const lot of posting.opened) this.lots.set(lot.id, lot);
		for (const [id, points] of lotChanges(posting)) {
			const lot = this.lots.get(id);
			if (!lot) throw new Error(`a move of an unknown lot ${id}`);
			this.lots.set(id, { ...lot, left: lot.left + points });
		}
		this.pending.push(...posting.pending);
		this.pendingEnds.push(...posting.pendingEnds);
		this.history = this.read(step);
		return step;
	}

	/** Only what rows hold, so that a step which forgets to write something is found out. */
	read({ posting, history: { counted } }: Step): History {
		const ended = new Set(this.pendingEnds.map(({ pendingId }) => pendingId));
		const { milestones, choices } = this.history;
		return {
			joinedOn: this.joinedOn,
			account: posting.account,
			lots: [...this.lots.values()].filter((lot) => lot.left > 0),
			credits: [...this.history.credits, ...posting.credits],
			grants: [...this.history.grants, ...posting.grants],
			pending: this.pending.filter(({ id }) => !ended.has(id)),
			milestones: [...milestones, ...posting.milestones],
			choices: [...choices, ...posting.choices],
			// The rows of the stays themselves, which no posting writes.
			counted
		};
	}

	rows(): MemberRows {
		const { account, credits, grants } = this.history;
		const { joinedOn, entries, moves, pending, pendingEnds } = this;
		const lots = [...this.lots.values()];
		return { joinedOn, account, entries, lots, moves, credits, grants, pending, pendingEnds };
	}

	madeBy(stayId: string): MadeByStay {
		const credits = this.history.credits.filter((credit) => credit.stayId === stayId);
		const earned = this.standing((entry) => entry.stayId === stayId);
		if (earned) return { credits, earned };
		return { credits, pending: this.history.pending.find((one) => one.stayId === stayId) };
	}

	madeByActivity(id: string): MadeByActivity {
		return {
			credits: this.history.credits.filter(({ cause }) => cause === causeOfActivity(id)),
			earned: this.standing(
				({ reasons }) => reasons.kind === 'activity' && reasons.activity.id === id
			)
		};
	}

	private standing(isIts: (entry: Entry) => boolean): Made | undefined {
		const reversed = new Set(this.entries.map((entry) => entry.reverses));
		const entry = this.entries.find(
			(one) => one.kind === 'earn' && !reversed.has(one.id) && isIts(one)
		);
		if (!entry) return undefined;
		const lots = [...this.lots.values()].filter((lot) => lot.entryId === entry.id);
		const own = new Set(lots.map((lot) => lot.id));
		const by = new Map(this.entries.map((one) => [one.id, one]));
		const moves = this.moves
			.filter((move) => own.has(move.lotId))
			.map((move) => {
				const { kind = 'earn', effectiveOn: on } = by.get(move.entryId) ?? {};
				return { ...move, kind, on };
			});
		return { entry, lots, moves, otherActivityOn: this.otherActivityOn(entry.id) };
	}

	/** The redemptions that were not given back. */
	redemptions(): readonly Taken[] {
		const reversed = new Set(this.entries.map((entry) => entry.reverses));
		return this.entries
			.filter((entry) => entry.kind === 'redeem' && !reversed.has(entry.id))
			.map((entry) => ({
				entry,
				takes: this.moves
					.filter((move) => move.entryId === entry.id)
					.map((move) => ({ lot: this.lot(move.lotId), points: -move.points })),
				otherActivityOn: this.otherActivityOn(entry.id)
			}));
	}

	private otherActivityOn(entryId: string): PlainDate | undefined {
		return lastActivityOn(
			this.entries.filter(({ id }) => id !== entryId),
			this.programme
		);
	}

	private lot(id: string): Lot {
		const lot = this.lots.get(id);
		if (!lot) throw new Error(`no lot ${id}`);
		return lot;
	}
}
