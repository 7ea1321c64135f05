import { expect, test } from 'vitest';
import { noRates, programmeLike, stayOf } from '../testing/make.ts';
import { replayMember } from './replay-member.ts';

const meridian = programmeLike('meridian');
const member = { joinedOn: '2024-01-01', through: '2026-12-31' };

test('D7: a replay gives what the rules give, stay after stay, with the bonus that was reached on the way', () => {
	const stays = [
		stayOf({ id: 'a', arrival: '2026-02-01', nights: 10, roomMinor: 100_000 }),
		stayOf({ id: 'b', arrival: '2026-03-01', nights: 1, roomMinor: 10_000 })
	];
	expect(replayMember(stays, meridian, member, noRates)).toEqual({
		stays: 2,
		earning: 2,
		waiting: 0,
		entries: 2,
		points: { earn: 10_000 + 1_100 },
		balance: 11_100,
		pending: 0,
		tier: 'silver',
		milestones: 0
	});
});

test('D4 D3: what time does through the last day is part of it: points lapse, tiers end', () => {
	const stays = [stayOf({ arrival: '2024-02-01', nights: 10, roomMinor: 100_000 })];
	expect(replayMember(stays, meridian, member, noRates)).toMatchObject({
		entries: 2,
		points: { earn: 10_000, expire: -10_000 },
		balance: 0,
		tier: 'member'
	});
	const soon = { ...member, through: '2026-02-10' };
	expect(replayMember(stays, meridian, soon, noRates)).toMatchObject({ balance: 10_000 });
});

test('D2: stays before joining, cancelled ones and those without a rate give nothing, and are told apart', () => {
	const stays = [
		stayOf({ id: 'before', arrival: '2023-02-01', roomMinor: 10_000 }),
		stayOf({ id: 'cancelled', arrival: '2025-02-01', status: 'cancelled', roomMinor: 10_000 }),
		stayOf({ id: 'yen', arrival: '2025-03-01', currency: 'JPY', roomMinor: 10_000 })
	];
	expect(replayMember(stays, meridian, member, noRates)).toMatchObject({
		stays: 3,
		earning: 0,
		waiting: 1,
		entries: 0,
		points: {},
		tier: 'member'
	});
});
