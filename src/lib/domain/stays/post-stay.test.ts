import { describe, expect, test } from 'vitest';
import { checkMember } from '../ledger/invariants.ts';
import type { Programme } from '../programme/programme.ts';
import { Book, countingIds, noRates, programmeLike, stayOf } from '../testing/make.ts';
import {
	addCredits,
	correctStay,
	creditsNeededFrom,
	postStay,
	recountNights
} from './post-stay.ts';
import type { RateOn, StayFacts } from './stay.ts';

const meridian = programmeLike('meridian');
const today = '2026-12-31';

function open(programme: Programme = meridian, joinedOn = '2020-01-01') {
	const book = new Book(programme, joinedOn);
	const newId = countingIds();
	const post = (facts: Parameters<typeof stayOf>[0], on = today, rateOn: RateOn = noRates) =>
		book.write(postStay(book.history, stayOf(facts), programme, rateOn, on, newId));
	const correct = (facts: Parameters<typeof stayOf>[0], on = today) => {
		const stay: StayFacts = stayOf({ revision: 2, ...facts });
		return book.write(
			correctStay(book.history, book.madeBy(stay.id), stay, programme, noRates, on, newId)
		);
	};
	const counted = (kind: string) =>
		book.history.credits.reduce((sum, one) => (one.kind === kind ? sum + one.amount : sum), 0);
	return { book, newId, post, correct, counted };
}

describe('C7: a stay that earns nothing says why', () => {
	test.each([
		[{ status: 'booked' }, 'booked'],
		[{ status: 'in_house' }, 'in-house'],
		[{ status: 'cancelled' }, 'cancelled'],
		[{ status: 'no_show' }, 'no-show'],
		[{ arrival: '2026-12-31' }, 'not-departed'],
		[{ arrival: '2019-12-30' }, 'before-joining'],
		[{ forOther: true }, 'for-other'],
		[{ currency: 'CNY' }, 'no-exchange-rate']
	] as const)('C7: %o: %s', (facts, code) => {
		const { book, post } = open();
		const { posting, noPointsBecause } = post({ roomMinor: 10_000, ...facts });
		expect(noPointsBecause?.code).toBe(code);
		expect(posting.entries).toEqual([]);
		expect(book.history.credits).toEqual([]);
	});

	test('C7: a stay without amounts counts its nights but gives no entry', () => {
		const { post, counted } = open();
		const { posting, noPointsBecause } = post({ nights: 2, roomMinor: 0 });
		expect(noPointsBecause?.code).toBe('nothing-eligible');
		expect(posting.entries).toEqual([]);
		expect(counted('nights')).toBe(2);
	});

	test('D1: a departure within the back-dating days before joining earns', () => {
		const programme = programmeLike('meridian', { backdateDays: 30 });
		const inside = open(programme, '2026-03-31').post({ arrival: '2026-02-28', roomMinor: 100 });
		expect(inside.noPointsBecause).toBeUndefined();
		const outside = open(programme, '2026-03-31').post({ arrival: '2026-02-27', roomMinor: 100 });
		expect(outside.noPointsBecause?.code).toBe('before-joining');
	});

	test('D1: a stay that ends on the day of joining earns', () => {
		const { post } = open(meridian, '2026-03-03');
		expect(
			post({ arrival: '2026-03-01', nights: 2, roomMinor: 100 }).noPointsBecause
		).toBeUndefined();
	});

	test('D3: no-shows are counted where the programme counts them', () => {
		const [{ document }] = meridian;
		const programme = programmeLike('meridian', {
			counters: [...document.counters, { id: 'no-shows', unit: 'times', name: { en: 'No-shows' } }],
			credits: [...document.credits, { id: 'no-shows', kind: 'no-shows', credit: 'no-shows' }]
		});
		const { post, correct, counted } = open(programme);
		post({ status: 'no_show' });
		expect(counted('no-shows')).toBe(1);
		correct({ status: 'cancelled' });
		expect(counted('no-shows')).toBe(0);
	});
});

describe('D2: the bonus is that of the tier held on arrival', () => {
	test('D2: the stay that reaches Silver earns none, the next one on the same day does', () => {
		const { post } = open();
		const reaching = post({ id: 'a', nights: 10, roomMinor: 10_000 });
		expect(reaching.posting.entries[0]?.points).toBe(1000);
		expect(reaching.posting.grants).toMatchObject([{ tier: 'silver', from: '2026-03-12' }]);
		const next = post({ id: 'b', arrival: '2026-03-12', roomMinor: 10_000 });
		expect(next.posting.entries[0]?.points).toBe(1100);
	});

	test('D2: a late arrival earns by the tier of its own arrival, and reprices nothing', () => {
		const { book, post } = open();
		post({ id: 'later', arrival: '2026-05-01', nights: 9, roomMinor: 10_000 });
		const { posting } = post({
			id: 'earlier',
			arrival: '2026-03-01',
			nights: 5,
			roomMinor: 10_000
		});
		expect(posting.entries).toHaveLength(1);
		expect(posting.entries[0]).toMatchObject({ points: 1000, effectiveOn: '2026-03-06' });
		expect(posting.grants).toMatchObject([{ tier: 'silver', from: '2026-05-10' }]);
		expect(book.history.lots.map((lot) => lot.earnedOn).toSorted()).toEqual([
			'2026-03-06',
			'2026-05-10'
		]);
	});

	test('D2: a correction does not raise its own bonus', () => {
		const { book, post, correct } = open();
		post({ id: 'a', nights: 10, roomMinor: 10_000 });
		const { posting } = correct({ id: 'a', nights: 10, roomMinor: 20_000 });
		expect(posting.entries.map(({ kind, points }) => [kind, points])).toEqual([
			['reversal', -1000],
			['earn', 2000]
		]);
		expect(posting.grants).toEqual([]);
		expect(checkMember(book.rows(), meridian)).toEqual([]);
	});

	test('D2: a correction loses the bonus of a tier that the stay itself had made', () => {
		const { post, correct } = open();
		post({ id: 'a', arrival: '2026-01-01', nights: 10, roomMinor: 10_000 });
		post({ id: 'b', arrival: '2026-03-01', nights: 1, roomMinor: 10_000 });
		const moved = correct({ id: 'a', arrival: '2026-06-01', nights: 9, roomMinor: 10_000 });
		expect(moved.posting.entries.map(({ kind }) => kind)).toEqual(['reversal', 'earn']);
		expect(
			moved.posting.grants.map(({ tier, from, revokes }) => [tier, from, revokes !== undefined])
		).toEqual([
			['silver', '2026-01-11', true],
			['silver', '2026-06-10', false]
		]);
	});
});

describe('G3: nights', () => {
	test('G3: a calendar night counts once however many rooms or stays', () => {
		const { post, counted } = open();
		post({ id: 'a', arrival: '2026-03-01', nights: 4, rooms: 3, roomMinor: 100 });
		expect(counted('nights')).toBe(4);
		post({ id: 'b', arrival: '2026-03-03', nights: 4, roomMinor: 100 });
		expect(counted('nights')).toBe(6);
		post({ id: 'c', arrival: '2026-03-02', nights: 2, roomMinor: 100 });
		expect(counted('nights')).toBe(6);
		expect(counted('stays')).toBe(3);
	});

	test('G3: a night around one that counts already is two runs', () => {
		const { book, post } = open();
		post({ id: 'a', arrival: '2026-03-03', nights: 1, roomMinor: 100 });
		const { posting } = post({ id: 'b', arrival: '2026-03-01', nights: 5, roomMinor: 100 });
		const runs = posting.credits.filter(({ kind }) => kind === 'nights');
		expect(runs.map(({ startsOn, amount }) => [startsOn, amount])).toEqual([
			['2026-03-01', 2],
			['2026-03-04', 2]
		]);
		expect(book.history.credits).toHaveLength(3 + 4);
	});

	test('G3: nights of a stay that is taken back count for the one that overlapped it', () => {
		const { book, newId, post, correct, counted } = open();
		post({ id: 'a', arrival: '2026-03-01', nights: 6, roomMinor: 100 });
		const inside = { id: 'b', arrival: '2026-03-02', nights: 8, roomMinor: 100 };
		post(inside);
		expect(counted('nights')).toBe(9);
		correct({ id: 'a', arrival: '2026-03-01', nights: 6, status: 'cancelled' });
		expect(counted('nights')).toBe(3);
		const others = [stayOf(inside)];
		const { posting } = book.write(recountNights(book.history, others, meridian, newId));
		expect(counted('nights')).toBe(8);
		expect(posting.credits).toMatchObject([{ stayId: 'b', startsOn: '2026-03-02', amount: 5 }]);
		expect(recountNights(book.history, others, meridian, newId).posting.credits).toEqual([]);
		correct({ ...inside, status: 'cancelled' });
		expect(counted('nights')).toBe(0);
	});

	test('G3: day use is a stay with no nights, back to back overlaps nothing', () => {
		const { post, counted } = open();
		post({ id: 'a', arrival: '2026-03-01', nights: 2, roomMinor: 100 });
		post({ id: 'b', arrival: '2026-03-03', nights: 0, roomMinor: 100 });
		post({ id: 'c', arrival: '2026-03-03', nights: 1, roomMinor: 100 });
		expect([counted('nights'), counted('stays')]).toEqual([3, 3]);
	});

	test('G3: an award night is a night only where it is marked', () => {
		const [{ document }] = meridian;
		const counting = programmeLike('meridian', {
			credits: document.credits.map((rule) =>
				rule.kind === 'nights' ? { ...rule, awardNights: 'count' } : rule
			)
		});
		const skipped = open();
		skipped.post({ nights: 3, awardNights: 1, roomMinor: 100 });
		expect(skipped.counted('nights')).toBe(2);
		const marked = open(counting);
		const { posting } = marked.post({ nights: 3, awardNights: 1, roomMinor: 100 });
		expect(posting.credits.map(({ amount, basis }) => [amount, basis]).slice(0, 2)).toEqual([
			[2, 'real'],
			[1, 'award']
		]);
	});

	test('D3: a credit rule counts only the stays that it names', () => {
		const [{ document }] = meridian;
		const direct = programmeLike('meridian', {
			credits: document.credits.map((rule) => ({ ...rule, where: { channels: ['direct'] } }))
		});
		const { post, counted } = open(direct);
		post({ id: 'a', arrival: '2026-03-01', nights: 2, channel: 'ota', roomMinor: 100 });
		expect(['nights', 'stays', 'spend'].map(counted)).toEqual([0, 0, 0]);
		post({ id: 'b', arrival: '2026-03-01', nights: 2, channel: 'direct', roomMinor: 100 });
		expect(['nights', 'stays', 'spend'].map(counted)).toEqual([2, 1, 100]);
	});

	test('D2: over New Year nights count on the departure, or each on its own, by setting', () => {
		const [{ document }] = meridian;
		const byNight = programmeLike('meridian', {
			credits: document.credits.map((rule) =>
				rule.kind === 'nights' ? { ...rule, countsOn: 'night' } : rule
			)
		});
		const stay = { arrival: '2025-12-20', nights: 16, roomMinor: 100 };
		expect(open().post(stay).posting.grants).toMatchObject([
			{ tier: 'silver', from: '2026-01-05' }
		]);
		expect(open(byNight).post(stay).posting.grants).toMatchObject([
			{ tier: 'silver', from: '2025-12-29', validTo: '2027-02-28' }
		]);
	});
});

describe('C1: corrections', () => {
	test('C1: taken back and posted anew, the reversal as of today, the lot by the departure', () => {
		const { book, post, correct } = open();
		post({ nights: 2, roomMinor: 10_000 });
		const { posting } = correct({ nights: 3, roomMinor: 12_345 }, '2026-04-01');
		expect(posting.entries).toMatchObject([
			{ kind: 'reversal', points: -1000, effectiveOn: '2026-04-01', stayRevision: 1 },
			{ kind: 'earn', points: 1234, effectiveOn: '2026-03-05', stayRevision: 2 }
		]);
		expect(posting.opened).toMatchObject([{ granted: 1234, earnedOn: '2026-03-05' }]);
		expect(book.history.account.activeOn).toBe('2026-03-05');
		expect(checkMember(book.rows(), meridian)).toEqual([]);
	});

	test('C1: again and again, each time from the one before', () => {
		const { book, post, correct, counted } = open();
		post({ nights: 2, roomMinor: 10_000 });
		correct({ nights: 1, roomMinor: 5000 });
		correct({ nights: 1, roomMinor: 5000, status: 'cancelled', revision: 3 });
		correct({ nights: 4, roomMinor: 20_000, revision: 4 });
		expect(book.history.account.balance).toBe(2000);
		expect([counted('nights'), counted('stays'), counted('spend')]).toEqual([4, 1, 20_000]);
		expect(book.history.lots).toHaveLength(1);
		expect(checkMember(book.rows(), meridian)).toEqual([]);
	});

	test('C1: a stay that waited for a rate is posted when it comes', () => {
		const { book, post, newId } = open();
		post({ currency: 'CNY', roomMinor: 72_000 });
		const stay = stayOf({ currency: 'CNY', roomMinor: 72_000, revision: 2 });
		const made = book.madeBy(stay.id);
		book.write(correctStay(book.history, made, stay, meridian, () => '7.2', today, newId));
		expect(book.history.account.balance).toBe(1000);
	});
});

describe('D4: expiry before a late stay', () => {
	test('D4: what was over by the departure lapses first, then the stay earns', () => {
		const { book, post } = open();
		post({ id: 'a', arrival: '2022-03-01', roomMinor: 10_000 });
		const { posting } = post({ id: 'b', arrival: '2024-03-01', roomMinor: 5000 });
		expect(
			posting.entries.map(({ kind, points, effectiveOn }) => [kind, points, effectiveOn])
		).toEqual([
			['expire', -1000, '2024-03-02'],
			['earn', 500, '2024-03-02']
		]);
		expect(book.history.account.balance).toBe(500);
	});

	test('D4: one day earlier everything is kept', () => {
		const { book, post } = open();
		post({ id: 'a', arrival: '2022-03-01', roomMinor: 10_000 });
		post({ id: 'b', arrival: '2024-02-29', roomMinor: 5000 });
		expect(book.history.account.balance).toBe(1500);
	});
});

describe('D1: versions', () => {
	const changed = programmeLike('meridian', {}, { from: '2026-01-01', earning: [] });

	test('D1: the departure picks the version, whenever the stay arrives', () => {
		const { post } = open(changed);
		const old = post({ id: 'a', arrival: '2025-12-30', nights: 1, roomMinor: 10_000 });
		expect(old.posting.entries[0]).toMatchObject({ points: 1000, programmeVersion: 1 });
		const anew = post({ id: 'b', arrival: '2025-12-31', nights: 1, roomMinor: 10_000 });
		expect(anew.noPointsBecause?.code).toBe('nothing-eligible');
		expect(anew.posting.credits.every((credit) => credit.programmeVersion === 2)).toBe(true);
	});

	test('D1: credits are needed from the start of the window of the arrival', () => {
		expect(creditsNeededFrom(meridian, '2026-03-01', '2020-01-01')).toBe('2026-01-01');
		expect(creditsNeededFrom(programmeLike('pearl'), '2026-03-01', '2020-01-01')).toBeUndefined();
	});
});

test('D3: credits that no stay made lead to tiers as well', () => {
	const { book, newId } = open();
	const gift = {
		id: 'gift',
		kind: 'nights',
		amount: 25,
		countsOn: '2026-02-01',
		basis: 'gifted',
		programmeVersion: 1
	} as const;
	const { posting } = book.write(addCredits(book.history, [gift], meridian, newId));
	expect(posting.grants).toMatchObject([{ tier: 'gold', from: '2026-02-01' }]);
});
