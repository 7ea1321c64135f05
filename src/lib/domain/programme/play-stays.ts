import { addDays, type PlainDate } from '../calendar.ts';
import { causeOfActivity } from '../earning/price-activity.ts';
import type { Entry } from '../ledger/account.ts';
import { lastActivityOn } from '../ledger/activity.ts';
import type { Made } from '../ledger/reverse.ts';
import { amountText, parseAmount } from '../money.ts';
import { movesOfLots, type MadeByStay } from '../stays/made.ts';
import { correctActivity, postActivity, type MadeByActivity } from '../stays/post-activity.ts';
import { correctStay, postStay } from '../stays/post-stay.ts';
import { decideClaim } from '../stays/claim.ts';
import { refundStay, type Refund } from '../stays/refund.ts';
import { revenueClasses, type FolioLine, type StayFacts } from '../stays/stay.ts';
import type { ExampleActivity, ExampleStay } from './example.ts';
import { take, type EventOf, type Game, type KnownStay } from './game.ts';
import { versionOn, type Decimal, type Programme } from './programme.ts';

/** What comes from outside: stays, what partners report, claims of either, money given back. */
export function playStay(
	game: Game,
	event: ExampleStay | ExampleActivity | EventOf<'claim'> | EventOf<'refund'>
) {
	switch (event.kind) {
		case 'stay':
			return stay(game, event, event.knownOn);
		case 'activity':
			return activity(game, event, event.knownOn ?? event.on);
		case 'claim':
			return claim(game, event);
		case 'refund':
			return refund(game, event);
	}
}

function claim(game: Game, { on, of }: EventOf<'claim'>) {
	const happenedOn = of.kind === 'stay' ? addDays(of.arrival, of.nights) : of.on;
	decideClaim(on, happenedOn, versionOn(game.programme, happenedOn).document);
	if (of.kind === 'stay') stay(game, of, on);
	else activity(game, of, on);
}

function stay(game: Game, event: ExampleStay, knownOn: PlainDate | undefined) {
	const id = event.id ?? `stay-${game.stays.size + 1}`;
	const before = game.stays.get(id);
	const facts = toFacts(event, id, (before?.facts.revision ?? 0) + 1, game.programme);
	post(game, { facts, rate: event.rate ?? before?.rate }, knownOn ?? facts.departure);
}

function refund(game: Game, { on, stay: id, share, ...amounts }: EventOf<'refund'>) {
	const known = game.stays.get(id);
	if (!known) throw new Error(`there is no stay ${id} before the refund`);
	const { facts, rate } = known;
	const given = revenueClasses.filter((one) => amounts[one] !== undefined);
	const back: Refund =
		share === undefined && given.length > 0
			? {
					amountsMinor: Object.fromEntries(
						given.map((one) => [one, minorOf(amounts[one] ?? 0, facts.currency)])
					)
				}
			: { share: share ?? 1 };
	post(game, { facts: { ...refundStay(facts, back), revision: facts.revision + 1 }, rate }, on);
}

function post(game: Game, known: KnownStay, today: PlainDate) {
	const { facts, rate } = known;
	const { history, programme, newId } = game;
	const isCorrection = game.stays.has(facts.id);
	game.stays.set(facts.id, known);
	const rateOn = () => (rate === undefined ? undefined : String(rate));
	const posted = isCorrection
		? correctStay(history, madeBy(game, facts.id), facts, programme, rateOn, today, newId)
		: postStay(history, facts, programme, rateOn, today, newId);
	take(game, posted);
	game.noPointsBecause = posted.noPointsBecause?.code;
	const gave = [...posted.posting.entries, ...posted.posting.pending].findLast(
		({ stayId, reasons }) => stayId === facts.id && reasons.kind === 'stay'
	);
	game.lastReasons = gave?.reasons.kind === 'stay' ? gave.reasons : undefined;
}

function activity(game: Game, event: ExampleActivity, today: PlainDate) {
	const { history, programme, newId } = game;
	const id = event.id ?? `activity-${newId()}`;
	const { activity: kind, on, amounts, cancelled: isCancelled } = event;
	const facts = { id, kind, on, amounts, isCancelled };
	const posted = game.activities.has(id)
		? correctActivity(history, madeByActivity(game, id), facts, programme, today, newId)
		: postActivity(history, facts, programme, today, newId);
	game.activities.add(id);
	take(game, posted);
	game.noPointsBecause = posted.noPointsBecause?.code;
	const reasons = posted.posting.entries.findLast(
		(one) => one.reasons.kind === 'activity'
	)?.reasons;
	game.lastReasons = reasons?.kind === 'activity' ? reasons : undefined;
}

function madeByActivity(game: Game, id: string): MadeByActivity {
	return {
		credits: game.history.credits.filter(({ cause }) => cause === causeOfActivity(id)),
		earned: standing(
			game,
			({ reasons }) => reasons.kind === 'activity' && reasons.activity.id === id
		)
	};
}

function madeBy(game: Game, stayId: string): MadeByStay {
	const { credits, pending } = game.history;
	return {
		credits: credits.filter((credit) => credit.stayId === stayId),
		pending: pending.find((one) => one.stayId === stayId),
		earned: standing(game, (entry) => entry.stayId === stayId)
	};
}

/** The earning entry that is one's and was not taken back, with what became of its points. */
function standing(
	{ posting, programme }: Game,
	isIts: (entry: Entry) => boolean
): Made | undefined {
	const { entries } = posting;
	const reversed = new Set(entries.map(({ reverses }) => reverses));
	const entry = entries.find((one) => one.kind === 'earn' && !reversed.has(one.id) && isIts(one));
	if (!entry) return undefined;
	const lots = posting.opened.filter((lot) => lot.entryId === entry.id);
	const others = entries.filter(({ id }) => id !== entry.id);
	const otherActivityOn = lastActivityOn(others, programme);
	return { entry, lots, moves: movesOfLots(lots, posting), otherActivityOn };
}

function toFacts(
	event: ExampleStay,
	id: string,
	revision: number,
	programme: Programme
): StayFacts {
	const departure = addDays(event.arrival, event.nights);
	const { document } = versionOn(programme, departure);
	const currency = event.currency ?? document.currency;
	const minor = (amount: Decimal) => minorOf(amount, currency);
	return {
		id,
		revision,
		status: event.status ?? 'checked_out',
		propertyCode: event.property ?? 'example',
		brand: event.brand ?? document.brands[0] ?? '',
		arrival: event.arrival,
		departure,
		nights: event.nights,
		rooms: event.rooms ?? 1,
		roomType: event.roomType,
		ratePlan: event.ratePlan,
		channel: event.channel,
		currency,
		folio: revenueClasses.flatMap((revenueClass): FolioLine[] => {
			const amount = revenueClass === 'room' ? roomOf(event, currency) : event[revenueClass];
			if (amount === undefined) return [];
			return [{ class: revenueClass, amountMinor: minor(amount), on: departure }];
		}),
		awardNights: event.awardNights ?? 0,
		nightAmounts: event.nightAmounts?.map((amount, at) => ({
			on: addDays(event.arrival, at),
			amountMinor: minor(amount)
		})),
		roomAmounts: event.roomAmounts?.map(minor),
		paidWithPointsMinor:
			event.paidWithPoints === undefined ? undefined : minor(event.paidWithPoints),
		forOther: event.forOther
	};
}

/** The room amount, or what its nights or rooms add up to. */
function roomOf({ room, nightAmounts, roomAmounts }: ExampleStay, currency: string) {
	const parts = nightAmounts ?? roomAmounts;
	if (room !== undefined || !parts) return room;
	const minor = parts.reduce<number>((sum, amount) => sum + minorOf(amount, currency), 0);
	return amountText(minor, currency);
}

function minorOf(amount: Decimal, currency: string): number {
	const parsed = parseAmount(amount, currency);
	if (parsed === undefined) throw new Error(`no amount of ${currency}: ${amount}`);
	return parsed;
}
