import fc from 'fast-check';
import { addDays, type PlainDate } from '../calendar.ts';
import { settlePoints } from '../expiry/settle-points.ts';
import { earn, earnAward, findAward } from '../ledger/earn.ts';
import { giveBack } from '../ledger/reverse.ts';
import { spend } from '../ledger/spend.ts';
import { versionOn, type Programme } from '../programme/programme.ts';
import { Refusal } from '../refusal.ts';
import { correctStay, postStay, takeBackStay } from '../stays/post-stay.ts';
import type { NewId } from '../ledger/account.ts';
import type { StayFacts } from '../stays/stay.ts';
import { Book, countingIds, noRates, stayOf } from './make.ts';

/** One thing that happens to a member, `days` after the thing before. */
export type Act = { readonly days: number } & (
	| {
			readonly kind: 'stay';
			readonly nights: number;
			readonly minor: number;
			readonly late: number;
			readonly rooms: number;
	  }
	| {
			readonly kind: 'correct';
			readonly which: number;
			readonly nights: number;
			readonly minor: number;
	  }
	| { readonly kind: 'cancel' | 'take-back'; readonly which: number }
	| { readonly kind: 'give-back'; readonly which: number }
	| { readonly kind: 'spend' | 'gift'; readonly points: number }
	| { readonly kind: 'award' | 'settle' }
);

const which = fc.nat(20);
const days = fc.oneof(
	{ weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) },
	{ weight: 1, arbitrary: fc.integer({ min: 300, max: 900 }) }
);
const minor = fc.integer({ min: 0, max: 300_000 });
const nights = fc.integer({ min: 0, max: 14 });

const anyAct: fc.Arbitrary<Act> = fc.oneof(
	{
		weight: 5,
		arbitrary: fc.record({
			kind: fc.constant('stay' as const),
			days,
			nights,
			minor,
			rooms: fc.integer({ min: 1, max: 5 }),
			late: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 400 }))
		})
	},
	{
		weight: 3,
		arbitrary: fc.record({ kind: fc.constant('correct' as const), days, which, nights, minor })
	},
	{
		weight: 3,
		arbitrary: fc.record({
			kind: fc.constantFrom('cancel' as const, 'take-back' as const, 'give-back' as const),
			days,
			which
		})
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constantFrom('spend' as const, 'spend' as const, 'gift' as const),
			days,
			points: fc.integer({ min: 1, max: 40_000 })
		})
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constantFrom('award' as const, 'settle' as const), days })
	}
);

export const anyHistory = fc.array(anyAct, { minLength: 1, maxLength: 25 });

/** Plays acts one after the other; `after` sees the book once each has happened. */
export function play(
	programme: Programme,
	acts: readonly Act[],
	after: (book: Book, today: PlainDate) => void = () => undefined
): Book {
	const book = new Book(programme);
	const newId = countingIds();
	const stays: StayFacts[] = [];
	let today = '2022-01-10';
	for (const act of acts) {
		today = addDays(today, act.days);
		try {
			happen(book, act, today, stays, newId);
		} catch (error) {
			if (!(error instanceof Refusal)) throw error;
		}
		after(book, today);
	}
	return book;
}

function happen(book: Book, act: Act, today: PlainDate, stays: StayFacts[], newId: NewId) {
	const { programme, history } = book;
	const version = versionOn(programme, today);
	switch (act.kind) {
		case 'stay': {
			const facts = stayFrom(book, act.nights, act.minor, addDays(today, -act.late), stays.length);
			const stay = { ...facts, rooms: act.rooms };
			stays.push(stay);
			book.write(postStay(history, stay, programme, noRates, today, newId));
			return;
		}
		case 'correct':
		case 'cancel':
		case 'take-back': {
			const at = act.which % Math.max(stays.length, 1);
			const old = stays[at];
			if (!old) return;
			const made = book.madeBy(old.id);
			if (act.kind === 'take-back') {
				book.write(takeBackStay(history, made, { on: today, why: 'test' }, programme, newId));
				return;
			}
			const anew: StayFacts =
				act.kind === 'correct'
					? stayFrom(book, act.nights, act.minor, old.departure, at)
					: { ...old, status: 'cancelled' };
			const stay = { ...anew, revision: old.revision + 1 };
			stays[at] = stay;
			book.write(correctStay(history, made, stay, programme, noRates, today, newId));
			return;
		}
		case 'give-back': {
			const all = book.redemptions();
			const taken = all[act.which % Math.max(all.length, 1)];
			if (!taken) return;
			const settled = book.write(settlePoints(history, programme, today, newId));
			const again = book.redemptions().find(({ entry }) => entry.id === taken.entry.id) ?? taken;
			book.write(giveBack(settled.history, again, { on: today, what: 'test' }, programme, newId));
			return;
		}
		case 'spend': {
			const reasons = { kind: 'spend', points: act.points, what: 'test' } as const;
			const spending = { kind: 'redeem', points: act.points, effectiveOn: today, reasons } as const;
			book.write(spend(history, spending, programme, newId));
			return;
		}
		case 'gift': {
			const { points } = act;
			const reasons = { kind: 'given', what: 'gift', points, why: 'test' } as const;
			const settled = book.write(settlePoints(history, programme, today, newId));
			const gift = { kind: 'transfer-in', points, effectiveOn: today, reasons } as const;
			book.write(earn(settled.history, gift, version, newId));
			return;
		}
		case 'award': {
			const award = findAward(version, 'survey');
			if (award) book.write(earnAward(history, award, { on: today }, version, newId));
			return;
		}
		case 'settle':
			book.write(settlePoints(history, programme, today, newId));
			return;
	}
}

function stayFrom(
	{ programme }: Book,
	nights: number,
	roomMinor: number,
	departure: PlainDate,
	at: number
): StayFacts {
	const { document } = versionOn(programme, departure);
	const [brand] = document.brands;
	return stayOf({
		id: `stay-${at}`,
		brand: brand ?? '',
		currency: document.currency,
		arrival: addDays(departure, -nights),
		nights,
		roomMinor
	});
}
