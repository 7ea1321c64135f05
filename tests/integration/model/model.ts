/**
 * The points of one member, written from the requirements alone, the plain way: everything is kept and
 * computed again. Nothing of the product is imported. 10 points per euro, a quarter more with Silver,
 * which 10 nights of a calendar year give to the end of the next.
 */

export type Rule = 'lot' | 'silence';

/** Wrong readings of the requirements, one at a time, to see that the comparison finds them. */
export type Fault =
	| 'newest-lot-first'
	| 'debt-not-healed'
	| 'lapsed-taken-again'
	| 'a-day-early'
	| 'own-nights-raise-bonus'
	| 'returned-as-new'
	| 'cancelled-counts'
	| 'cancels-a-day-longer'
	| 'merged-as-new'
	| 'merged-nights-twice'
	| 'transfer-is-activity';

export type Command =
	| { kind: 'stay'; nights: number; cents: number; late: number }
	| { kind: 'correct'; which: number; nights: number; cents: number; cancelled: boolean }
	| { kind: 'spend'; points: number }
	| { kind: 'return'; which: number }
	| { kind: 'redeem'; reward: RewardName }
	| { kind: 'cancel'; which: number }
	| { kind: 'adjust'; points: number }
	| { kind: 'expire' }
	/** Another profile of the guest, with one stay, becomes theirs; the newest one is theirs no more. */
	| { kind: 'merge'; nights: number; cents: number; late: number }
	| { kind: 'unmerge' }
	/** Points to somebody, and from somebody who has them from one stay. */
	| { kind: 'give'; points: number }
	| { kind: 'receive'; cents: number; late: number }
	| { kind: 'wait'; days: number }
	/** Until the last day on which the next points are usable, or the day after. */
	| { kind: 'await-lapse'; after: 0 | 1 }
	/** The same for the days to take back the newest redemption, or to use its voucher. */
	| { kind: 'await-end'; of: 'cancelDays' | 'validDays'; after: 0 | 1 };

/** What the house offers: points, days of the voucher, days to take it back, how often one may have it. */
export const rewards = {
	tea: { points: 40, validDays: 20, cancelDays: 5, limit: 1_000 },
	night: { points: 300, validDays: 100, cancelDays: 400, limit: 1 }
};
export type RewardName = keyof typeof rewards;

interface Lot {
	id: number;
	earnedOn: string;
	validTo: string;
	left: number;
	lapsed: number;
	/** The day on which points of it lapsed. */
	lapsedOn: string | undefined;
}
interface Line {
	kind: string;
	points: number;
	on: string;
	/** The day on which it was activity, if it was. */
	activeOn: string | undefined;
	undone: boolean;
	lots: { lot: Lot; points: number }[];
}
interface Stay {
	departure: string;
	gave: boolean;
	earned: Line | undefined;
	nights: string[];
	slept: string[];
	cancelled: boolean;
	/** What the newest word about it said. */
	word: string;
}

interface Bought {
	reward: RewardName;
	on: string;
	status: 'issued' | 'cancelled' | 'expired';
	line: Line;
}

interface Merge {
	stay: Stay;
	came: Line;
	/** What a later word about the stay took of what came. */
	since: number;
}

const never = '9999-12-31';
const day = (date: string, days: number) =>
	new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
/** The same day a year later; 29 February becomes the 28th. */
const yearAfter = (date: string) => {
	const year = String(Number(date.slice(0, 4)) + 1);
	return date.endsWith('02-29') ? `${year}-02-28` : year + date.slice(4);
};
/** Who says the same again says nothing. */
const wordOf = (said: { nights: number; cents: number; cancelled: boolean }) =>
	`${said.nights} ${said.cents} ${said.cancelled}`;
const endOfMonthAfterAYear = (date: string) => {
	const [year = 0, month = 0] = date.split('-').map(Number);
	return new Date(Date.UTC(year + 1, month, 0)).toISOString().slice(0, 10);
};

export class Model {
	today = '2025-01-15';
	lots: Lot[] = [];
	debt = 0;
	lines: Line[] = [];
	stays: Stay[] = [];
	spends: Line[] = [];
	bought: Bought[] = [];
	merges: Merge[] = [];
	readonly rule: Rule;
	readonly fault: Fault | undefined;

	constructor(rule: Rule, fault?: Fault) {
		this.rule = rule;
		this.fault = fault;
	}

	get balance(): number {
		return this.lines.reduce((sum, line) => sum + line.points, 0);
	}
	get open(): Lot[] {
		const order = (lot: Lot) => `${lot.validTo} ${lot.earnedOn} ${String(lot.id).padStart(6, '0')}`;
		const open = this.lots.filter((lot) => lot.left > 0);
		return open.sort((a, b) => (order(a) < order(b) ? -1 : 1));
	}
	get activeOn(): string | undefined {
		return this.lines
			.filter((line) => !line.undone)
			.flatMap((line) => line.activeOn ?? [])
			.sort()
			.at(-1);
	}

	/** What the command is answered: nothing, or the code of a refusal, which changes nothing. */
	run(command: Command): string | undefined {
		switch (command.kind) {
			case 'wait':
				this.today = day(this.today, command.days);
				return undefined;
			case 'await-lapse': {
				const until = day(this.lapses() ?? this.today, command.after);
				if (until > this.today) this.today = until;
				return undefined;
			}
			case 'await-end': {
				const newest = this.bought.at(-1);
				if (!newest) return undefined;
				const until = day(newest.on, rewards[newest.reward][command.of] + command.after);
				if (until > this.today) this.today = until;
				return undefined;
			}
			case 'expire':
				this.settle(this.today);
				for (const one of this.bought)
					if (one.status === 'issued' && this.isOver(one)) one.status = 'expired';
				return undefined;
			case 'stay': {
				const stay = {
					departure: day(this.today, -command.late),
					gave: false,
					earned: undefined,
					nights: [],
					slept: [],
					cancelled: false,
					word: wordOf({ ...command, cancelled: false })
				};
				this.stays.push(stay);
				this.settle(stay.departure);
				this.post(stay, command);
				return undefined;
			}
			case 'correct':
				return this.correct(command);
			case 'spend': {
				const spent = this.take('redeem', command.points);
				if (typeof spent === 'string') return spent;
				this.spends.push(spent);
				return undefined;
			}
			case 'redeem':
				return this.redeem(command.reward);
			case 'cancel':
				return this.cancel(command.which);
			case 'adjust':
				if (command.points < 0) {
					const taken = this.take('adjust', -command.points);
					return typeof taken === 'string' ? taken : undefined;
				}
				this.settle(this.today);
				this.give('adjust', command.points, this.today);
				return undefined;
			case 'return':
				return this.return(command.which);
			case 'merge':
				return this.merge(command);
			case 'unmerge':
				return this.unmerge();
			case 'give': {
				const given = this.take('transfer-out', command.points);
				return typeof given === 'string' ? given : undefined;
			}
			case 'receive':
				return this.receive(command);
		}
	}

	private correct({ which, nights, cents, cancelled }: Extract<Command, { kind: 'correct' }>) {
		const stay = this.stays[which % Math.max(this.stays.length, 1)];
		const word = wordOf({ nights, cents, cancelled });
		let lapsedOn: string | undefined;
		if (!stay || stay.word === word) return undefined;
		stay.word = word;
		if (stay.gave) {
			this.settle(this.today);
			const merge = this.merges.find((one) => one.stay === stay && stay.earned === one.came);
			if (stay.earned) {
				const taken = this.reverse(stay.earned);
				if (merge) merge.since += taken.points;
			}
			lapsedOn = stay.earned?.lots.flatMap(({ lot }) => lot.lapsedOn ?? []).at(-1);
			stay.earned = undefined;
			stay.nights = [];
		} else if (!cancelled) this.settle(stay.departure);
		stay.cancelled = cancelled;
		if (!cancelled) this.post(stay, { nights, cents });
		if (lapsedOn !== undefined) this.lapseAgain(stay, lapsedOn);
		this.recount();
		return undefined;
	}

	/** What lapsed in silence does not come back because its stay is corrected. */
	private lapseAgain(stay: Stay, lapsedOn: string): void {
		const lots = (stay.earned?.lots ?? []).map(({ lot }) => lot).filter((lot) => lot.left > 0);
		if (this.rule !== 'silence' || stay.departure >= lapsedOn || lots.length === 0) return;
		const line = this.enter('expire', lapsedOn);
		for (const lot of lots) {
			lot.lapsed += lot.left;
			lot.lapsedOn = lapsedOn;
			this.move(line, lot, -lot.left);
		}
	}

	private post(stay: Stay, { nights, cents }: { nights: number; cents: number }): void {
		const arrival = day(stay.departure, -nights);
		const taken = new Set(this.stays.flatMap((other) => other.nights));
		const own = Array.from({ length: nights }, (_, at) => day(arrival, at));
		const counted = own.filter((night) => !taken.has(night));
		if (this.fault === 'own-nights-raise-bonus') stay.nights = counted;
		const base = Math.floor(cents / 10);
		const held = this.fault === 'own-nights-raise-bonus' ? stay.departure : arrival;
		const points = base + (this.isSilver(held) ? Math.floor(base / 4) : 0);
		stay.nights = counted;
		stay.slept = own;
		stay.gave = true;
		if (points > 0) stay.earned = this.give('earn', points, stay.departure, true);
	}

	/** The other's points come with their dates and heal what is owed; a night of both counts once. */
	private merge({ nights, cents, late }: Extract<Command, { kind: 'merge' }>): undefined {
		const departure = day(this.today, -late);
		const points = Math.floor(cents / 10);
		this.settle(this.today);
		const made = this.fault === 'merged-as-new' ? this.today : departure;
		const line = this.enter('transfer-in', this.today);
		line.activeOn = points > 0 ? departure : undefined;
		const healed = Math.min(this.debt, points);
		this.debt -= healed;
		line.points += healed;
		if (points > healed) this.move(line, this.openLot(made), points - healed);
		const slept = Array.from({ length: nights }, (_, at) => day(departure, at - nights));
		const taken = new Set(this.stays.flatMap((other) => other.nights));
		const twice = this.fault === 'merged-nights-twice';
		const stay: Stay = {
			departure,
			gave: true,
			earned: points > 0 ? line : undefined,
			nights: slept.filter((night) => twice || !taken.has(night)),
			slept,
			cancelled: false,
			word: wordOf({ nights, cents, cancelled: false })
		};
		this.stays.push(stay);
		this.merges.push({ stay, came: line, since: 0 });
	}

	/** What the stay made here since is taken back, then what came; the stay goes. */
	private unmerge(): undefined {
		const merge = this.merges.pop();
		if (!merge) return;
		const { stay, came, since } = merge;
		this.settle(this.today);
		if (stay.earned && stay.earned !== came) this.reverse(stay.earned);
		came.undone = true;
		this.reverse({ ...came, points: came.points + since });
		this.stays = this.stays.filter((other) => other !== stay);
		this.recount();
	}

	/** Where silence ends points, what comes from another is as new as any gift. */
	private receive({ cents, late }: Extract<Command, { kind: 'receive' }>): string | undefined {
		if (this.debt > 0) return 'points-owed';
		this.settle(this.today);
		const line = this.enter('transfer-in', this.today, this.fault === 'transfer-is-activity');
		const earnedOn = this.rule === 'lot' ? day(this.today, -late) : this.today;
		this.move(line, this.openLot(earnedOn), Math.floor(cents / 10));
		return undefined;
	}

	/** A night that a correction set free counts for whoever else slept then. */
	private recount(): void {
		const order = (stay: Stay) => `${stay.departure} ${stay.slept[0] ?? stay.departure}`;
		const standing = this.stays.filter((stay) => !stay.cancelled);
		for (const stay of standing.sort((a, b) =>
			order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0
		)) {
			const taken = new Set(this.stays.flatMap((other) => other.nights));
			stay.nights.push(...stay.slept.filter((night) => !taken.has(night)));
		}
	}

	/** Silver from the departure that completes ten nights of a year, to the end of the next. */
	private isSilver(on: string): boolean {
		return [0, -1].some((years) => {
			const year = String(Number(on.slice(0, 4)) + years);
			const counted = this.stays.filter(
				(stay) => stay.departure.startsWith(year) && stay.departure <= on
			);
			return counted.reduce((sum, stay) => sum + stay.nights.length, 0) >= 10;
		});
	}

	/** Everything whose last usable day is before `through` lapses, dated the day after. */
	private settle(through: string): void {
		for (;;) {
			const validTo = this.lapses();
			const early = this.fault === 'a-day-early' ? day(through, 1) : through;
			if (validTo === undefined || validTo >= early) return;
			const over = this.open.filter((lot) => this.rule === 'silence' || lot.validTo === validTo);
			const line = this.enter('expire', day(validTo, 1));
			for (const lot of over) {
				lot.lapsed += lot.left;
				lot.lapsedOn = line.on;
				this.move(line, lot, -lot.left);
			}
		}
	}

	private lapses(): string | undefined {
		const [first] = this.open;
		if (!first) return undefined;
		const dated = first.validTo === never ? undefined : first.validTo;
		if (this.rule === 'lot') return dated;
		// Silence counts from the last activity; points that came after it had ended, from their own day.
		const oldest = this.open.map((lot) => lot.earnedOn).sort()[0]!;
		const silent = (since: string) => day(yearAfter(since), -1);
		const active = this.activeOn;
		return silent(active !== undefined && silent(active) >= oldest ? active : oldest);
	}

	private give(kind: string, points: number, on: string, activity = false): Line {
		const healed = this.fault === 'debt-not-healed' ? 0 : Math.min(this.debt, points);
		this.debt -= healed;
		const line = this.enter(kind, on, activity);
		line.points += healed;
		if (points > healed) this.move(line, this.openLot(on), points - healed);
		return line;
	}

	private openLot(earnedOn: string, validTo?: string): Lot {
		const made = this.rule === 'lot' ? endOfMonthAfterAYear(earnedOn) : never;
		const lot = {
			id: this.lots.length,
			earnedOn,
			validTo: validTo ?? made,
			left: 0,
			lapsed: 0,
			lapsedOn: undefined
		};
		this.lots.push(lot);
		return lot;
	}

	private redeem(reward: RewardName): string | undefined {
		const { points, limit } = rewards[reward];
		const counts = (one: Bought) =>
			one.reward === reward && (one.status !== 'cancelled' || this.fault === 'cancelled-counts');
		if (this.bought.filter(counts).length >= limit) return 'reward-limit-reached';
		const line = this.take('redeem', points);
		if (typeof line === 'string') return line;
		this.bought.push({ reward, on: this.today, status: 'issued', line });
		return undefined;
	}

	/** Within its days the points go back; once, however often it is asked. */
	private cancel(which: number): string | undefined {
		const one = this.bought[which % Math.max(this.bought.length, 1)];
		if (!one || one.status === 'cancelled') return undefined;
		if (this.isOver(one)) return 'voucher-expired';
		const longer = this.fault === 'cancels-a-day-longer' ? 1 : 0;
		if (this.today > day(one.on, rewards[one.reward].cancelDays + longer)) return 'cancel-too-late';
		one.status = 'cancelled';
		this.giveBack(one.line);
		return undefined;
	}

	private isOver({ on, reward }: Bought): boolean {
		return this.today > day(on, rewards[reward].validDays);
	}

	private take(kind: string, points: number): Line | string {
		const usable = this.usableAfterSettling();
		if (this.debt > 0) return 'points-owed';
		if (usable < points) return 'not-enough-points';
		this.settle(this.today);
		const line = this.enter(kind, this.today, kind === 'redeem');
		this.draw(line, this.inOrder(this.open), points);
		return line;
	}

	private usableAfterSettling(): number {
		const copy = structuredClone({ ...this }) as unknown as Model;
		Object.setPrototypeOf(copy, Model.prototype);
		copy.settle(this.today);
		return copy.open.reduce((sum, lot) => sum + lot.left, 0);
	}

	private inOrder(open: Lot[]): Lot[] {
		return this.fault === 'newest-lot-first' ? open.reverse() : open;
	}

	/** First the lot it made, then in spending order, then debt; what has lapsed is not taken again. */
	private reverse(earned: Line): Line {
		earned.undone = true;
		const own = earned.lots.map(({ lot }) => lot);
		const lapsed = own.reduce((sum, lot) => sum + lot.lapsed, 0);
		const due =
			earned.points - (this.fault === 'lapsed-taken-again' ? 0 : Math.min(lapsed, earned.points));
		const line = this.enter('reversal', this.today);
		const others = this.open.filter((lot) => !own.includes(lot));
		const missing = this.draw(line, [...own, ...others], due);
		this.debt += missing;
		line.points -= missing;
		return line;
	}

	private return(which: number): string | undefined {
		const spent = this.spends[which % Math.max(this.spends.length, 1)];
		if (!spent) return undefined;
		if (spent.undone) return 'entry-already-reversed';
		this.giveBack(spent);
		return undefined;
	}

	private giveBack(spent: Line): void {
		this.settle(this.today);
		spent.undone = true;
		const line = this.enter('return', this.today);
		// What is owed is healed by the points that would have lived longest.
		for (const { lot, points } of spent.lots.toReversed()) {
			const healed = Math.min(this.debt, -points);
			this.debt -= healed;
			line.points += healed;
			const back = -points - healed;
			if (back === 0) continue;
			const isOver = lot.validTo < this.today || this.fault === 'returned-as-new';
			this.move(line, isOver ? this.openLot(lot.earnedOn, day(this.today, 30)) : lot, back);
		}
	}

	private draw(line: Line, lots: Lot[], points: number): number {
		let missing = points;
		for (const lot of lots) {
			const taken = Math.min(lot.left, missing);
			missing -= taken;
			if (taken > 0) this.move(line, lot, -taken);
		}
		return missing;
	}

	private enter(kind: string, on: string, activity = false): Line {
		const activeOn = activity ? on : undefined;
		const line: Line = { kind, points: 0, on, activeOn, undone: false, lots: [] };
		this.lines.push(line);
		return line;
	}

	private move(line: Line, lot: Lot, points: number): void {
		lot.left += points;
		line.points += points;
		line.lots.push({ lot, points });
	}
}
