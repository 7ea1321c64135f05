import { chooseMilestone } from '../milestones/choose-milestone.ts';
import { giftsOn } from '../milestones/gifts-on.ts';
import { decideGiftUse, giftReturnsAt } from '../milestones/use-gift.ts';
import { amountText, parseAmount } from '../money.ts';
import { Refusal } from '../refusal.ts';
import { decideConversion } from '../rewards/conversion.ts';
import { decideMoneyOff } from '../rewards/money-off.ts';
import { priceRewardNights } from '../rewards/reward-nights.ts';
import { heldTier } from '../tiers/held-tier.ts';
import { inUse, take, type EventOf, type Game } from './game.ts';
import { use } from './play-points.ts';
import { versionOn } from './programme.ts';

/** What points and milestones are used for. */
export function playReward(
	game: Game,
	event: EventOf<'choose' | 'use-gift' | 'confirm' | 'bill' | 'convert' | 'reward-nights'>
) {
	switch (event.kind) {
		case 'choose':
			return choose(game, event);
		case 'use-gift':
			return useGift(game, event);
		case 'confirm':
			return confirm(game, event);
		case 'bill':
			return bill(game, event);
		case 'convert':
			return convert(game, event);
		case 'reward-nights':
			return rewardNights(game, event);
	}
}

/** The newest of that milestone and number, which is the one whose window is not over. */
function choose(game: Game, { on, milestone, at, options }: EventOf<'choose'>) {
	const { history, programme, newId } = game;
	const grant = history.milestones.findLast(
		(one) => one.milestone === milestone && one.at === at && one.reachedOn <= on
	);
	if (!grant) throw new Refusal('not-found');
	take(game, chooseMilestone(history, grant.id, options, on, programme, newId));
}

function useGift(game: Game, event: EventOf<'use-gift'>) {
	const { on, gift: id, arrival, nights } = event;
	const held = giftsOn(game.history, game.programme, on).filter(({ gift }) => gift.id === id);
	const use = held[0]?.gift.use;
	let taken = inUse(game, id, on);
	const free = held.map((pieces) => {
		const less = Math.min(taken, pieces.count);
		taken -= less;
		return { ...pieces, count: pieces.count - less };
	});
	const pieces = decideGiftUse(free, { arrival, nights }, use);
	game.uses.push({
		id: event.id ?? `use-${game.uses.length + 1}`,
		gift: id,
		pieces,
		from: on,
		returns: giftReturnsAt(use, { arrival }),
		isConfirmed: false
	});
}

function confirm(game: Game, { on, use: id, at = '00:00' }: EventOf<'confirm'>) {
	const use = game.uses.find((one) => one.id === id);
	if (!use) throw new Error(`there is no use-gift ${id} before the confirm`);
	const { returns } = use;
	if (returns && `${on} ${at}` >= `${returns.on} ${returns.at}`) throw new Refusal('not-found');
	use.isConfirmed = true;
}

function bill(game: Game, { on, amount }: EventOf<'bill'>) {
	const { currency, moneyOff } = versionOn(game.programme, on).document;
	const amountMinor = parseAmount(amount, currency);
	if (!moneyOff) throw new Error(`the version of ${on} takes no points for money`);
	if (amountMinor === undefined) throw new Error(`no amount of ${currency}: ${amount}`);
	const { balance } = game.history.account;
	const used = decideMoneyOff(moneyOff, { amountMinor, currency }, balance);
	pay(game, on, used.points);
	game.moneyOff = { points: used.points, amount: amountText(used.amountMinor, currency) };
}

function convert(game: Game, { on, to, points }: EventOf<'convert'>) {
	const { conversions = [] } = versionOn(game.programme, on).document;
	const conversion = conversions.find(({ id }) => id === to);
	if (!conversion) throw new Error(`the version of ${on} converts nothing to ${to}`);
	pay(game, on, decideConversion(points, conversion).points);
}

function rewardNights(game: Game, { on, nights, pointsEach }: EventOf<'reward-nights'>) {
	const { history, programme } = game;
	const { rank } = heldTier(history.grants, programme, on);
	const { document } = versionOn(programme, on);
	pay(game, on, priceRewardNights(nights, pointsEach, rank, document).points);
}

function pay(game: Game, on: string, points: number) {
	const reasons = { kind: 'spend', points, what: 'example' } as const;
	use(game, { kind: 'redeem', points, reasons }, { on });
}
