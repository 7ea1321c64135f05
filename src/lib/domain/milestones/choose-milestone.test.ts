import { describe, expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { addCredits } from '../stays/post-stay.ts';
import { settle } from '../stays/settle.ts';
import { Book, countingIds } from '../testing/make.ts';
import {
	choicesAtNights,
	nightsOf,
	twoOfThree,
	withMilestones
} from '../testing/milestone-programmes.ts';
import { chooseMilestone } from './choose-milestone.ts';
import { giftsOn } from './gifts-on.ts';
import { openChoices } from './settle-milestones.ts';

const ids = countingIds();

/** Reached 40 nights on 2026-08-01: a choice at 20, 30 and 40, by 2026-10-30. */
function atForty(programme = withMilestones(choicesAtNights)): Book {
	const book = new Book(programme);
	book.write(addCredits(book.history, [nightsOf(40, '2026-08-01')], programme, ids));
	return book;
}

function grantAt(book: Book, at: number): string {
	const grant = openChoices(book.history).find((one) => one.at === at);
	if (!grant) throw new Error(`nothing to choose at ${at}`);
	return grant.id;
}

function choose(book: Book, grantId: string, options: readonly string[], on = '2026-08-10') {
	return book.write(chooseMilestone(book.history, grantId, options, on, book.programme, ids))
		.posting;
}

function refusalOf(run: () => unknown): unknown {
	try {
		return run();
	} catch (error) {
		return error instanceof Refusal ? { code: error.code, ...error.facts } : error;
	}
}

describe('D5: choosing', () => {
	test('D5: an option that is points posts them on the day of the choice', () => {
		const book = atForty();
		const grantId = grantAt(book, 40);
		const { entries, choices } = choose(book, grantId, ['points']);
		expect(entries).toMatchObject([
			{
				kind: 'bonus',
				points: 2000,
				effectiveOn: '2026-08-10',
				reasons: { kind: 'milestone', at: 40, options: ['points'], by: 'member' }
			}
		]);
		expect(choices).toEqual([
			{ grantId, options: ['points'], on: '2026-08-10', by: 'member', entryId: entries[0]?.id }
		]);
	});

	test('D5: the last day is a day to choose on, the next is not', () => {
		const book = atForty();
		const grantId = grantAt(book, 40);
		expect(refusalOf(() => choose(book, grantId, ['night'], '2026-10-31'))).toEqual({
			code: 'choice-too-late',
			by: '2026-10-30'
		});
		expect(choose(book, grantId, ['night'], '2026-10-30').choices).toHaveLength(1);
	});

	test('D5: the same again changes nothing, something else is refused', () => {
		const book = atForty(withMilestones([twoOfThree]));
		const grantId = grantAt(book, 40);
		choose(book, grantId, ['suite', 'points']);
		const again = choose(book, grantId, ['points', 'suite'], '2026-08-11');
		expect([again.entries, again.choices]).toEqual([[], []]);
		expect(refusalOf(() => choose(book, grantId, ['night', 'suite']))).toEqual({
			code: 'choice-made',
			on: '2026-08-10'
		});
	});

	test.each([
		[['suite'], { code: 'choice-wrong-number', choose: 2 }],
		[[], { code: 'choice-wrong-number', choose: 2 }],
		[['suite', 'suite'], { code: 'choice-wrong-number', choose: 2 }],
		[['suite', 'points', 'night'], { code: 'choice-wrong-number', choose: 2 }],
		[['suite', 'yacht'], { code: 'choice-unknown-option', option: 'yacht' }]
	])('D5: %j of two is refused', (options, refusal) => {
		const book = atForty(withMilestones([twoOfThree]));
		expect(refusalOf(() => choose(book, grantAt(book, 40), options))).toEqual(refusal);
		expect(book.history.choices).toEqual([]);
	});

	test('D5: what is not there, or is no choice, is not found', () => {
		const book = atForty();
		const certificate = book.history.milestones.find(
			({ milestone }) => milestone === 'certificate'
		);
		expect(refusalOf(() => choose(book, 'elsewhere', ['points']))).toEqual({ code: 'not-found' });
		expect(refusalOf(() => choose(book, certificate?.id ?? '', ['points']))).toEqual({
			code: 'not-found'
		});
	});
});

describe('D5: nobody chose', () => {
	test('D5: the default comes the day after the last day, once', () => {
		const book = atForty(withMilestones([twoOfThree]));
		expect(
			book.write(settle(book.history, book.programme, '2026-08-31', ids)).posting.choices
		).toEqual([]);
		const { choices, entries } = book.write(
			settle(book.history, book.programme, '2026-11-30', ids)
		).posting;
		expect(choices).toMatchObject([
			{ options: ['suite', 'points'], on: '2026-09-01', by: 'deadline', entryId: entries[0]?.id }
		]);
		expect(entries).toMatchObject([{ points: 5000, effectiveOn: '2026-09-01' }]);
		const again = book.write(settle(book.history, book.programme, '2026-12-31', ids)).posting;
		expect([again.choices, again.entries]).toEqual([[], []]);
		expect(
			refusalOf(() => choose(book, book.history.milestones[0]?.id ?? '', ['suite', 'night']))
		).toMatchObject({ code: 'choice-too-late' });
	});

	test('D5: what was chosen stays chosen', () => {
		const book = atForty();
		choose(book, grantAt(book, 40), ['night']);
		const { choices } = book.write(settle(book.history, book.programme, '2026-10-31', ids)).posting;
		expect(choices).toHaveLength(2);
		expect(book.history.choices).toHaveLength(3);
	});

	test('D4: points that come by default lapse by their own date in the same run', () => {
		const lots = { kind: 'lot', months: 1, to: 'end-of-month' } as const;
		const programme = withMilestones(choicesAtNights, { expiry: lots });
		const book = atForty([
			{ ...programme[0], document: { ...programme[0].document, expiry: lots } }
		]);
		const { entries } = book.write(settle(book.history, book.programme, '2027-06-01', ids)).posting;
		expect(entries.map(({ kind, points, effectiveOn }) => [kind, points, effectiveOn])).toEqual([
			['bonus', 2000, '2026-10-31'],
			['bonus', 2000, '2026-10-31'],
			['bonus', 2000, '2026-10-31'],
			['expire', -6000, '2026-12-01']
		]);
		expect(settle(book.history, book.programme, '2027-06-01', ids).posting.entries).toEqual([]);
	});

	test('D4: what nobody chose keeps no silent account alive', () => {
		const book = atForty();
		book.write(settle(book.history, book.programme, '2026-10-31', ids));
		expect(book.history.account.activeOn).toBeUndefined();
		const other = atForty();
		choose(other, grantAt(other, 40), ['points']);
		expect(other.entries.at(-1)?.effectiveOn).toBe('2026-08-10');
	});
});

test('D5: pieces are valid from the day they are given, by the day of the milestone', () => {
	const book = atForty();
	choose(book, grantAt(book, 40), ['night']);
	choose(book, grantAt(book, 30), ['points']);
	const shown = (day: string) =>
		giftsOn(book.history, book.programme, day).map(({ gift, at, count, from, validTo }) => [
			gift.id,
			at,
			count,
			from,
			validTo
		]);
	expect(shown('2026-08-09')).toEqual([['certificate', 40, 1, '2026-08-01', '2028-02-29']]);
	expect(shown('2027-07-31')).toEqual([
		['night', 40, 1, '2026-08-10', '2027-07-31'],
		['certificate', 40, 1, '2026-08-01', '2028-02-29']
	]);
	expect(shown('2027-08-01').map(([id]) => id)).toEqual(['certificate']);
	expect(shown('2028-03-01')).toEqual([]);
});
