import { givenAtOnce, type Reward } from '#lib/domain/rewards/reward.ts';
import { statesBy } from '#lib/domain/rewards/path.ts';
import type { EntryMark } from '../ledger/verify-queries.ts';
import type { LedgerProblem } from '../ledger/verify.ts';
import type { RedemptionMark } from './verify-queries.ts';

type Value = string | number | null;
type Note = (invariant: 'redemption' | 'voucher', stored: Value, computed: Value) => void;

/**
 * A redemption has its entry of the same points; what was cancelled or returned has been given back and
 * nothing else has; its cash is a way to pay that its reward had; what the hotel had to confirm was
 * confirmed; a partner's code is there where one was bought; and what is left of a voucher, and whether it
 * is used, follows from its takes.
 */
export function checkRedemption(
	mark: RedemptionMark,
	reward: Reward,
	entries: ReadonlyMap<string, EntryMark>
): LedgerProblem[] {
	const problems: LedgerProblem[] = [];
	const note: Note = (invariant, stored, computed) =>
		problems.push({ invariant, memberId: mark.member_id, subject: mark.id, stored, computed });
	checkEntries(mark, entries, note);
	checkPrice(mark, reward, note);
	checkStatus(mark, reward, note);
	checkVoucher(mark, reward, note);
	// What is wrong with its parts is said by them.
	if (problems.length === 0) checkPath(mark, reward, note);
	return problems;
}

/** Its state is one to which the moves lead that left what is kept of them. */
function checkPath(mark: RedemptionMark, { kind }: Reward, note: Note): void {
	const states = statesBy({
		kind,
		isBooked: mark.property_id !== null,
		hadToBeConfirmed: mark.confirm_to !== null,
		wasConfirmed: mark.confirmed_at !== null,
		cameBack: mark.return_entry_id !== null,
		wasTaken: Number(mark.takes) > 0 || mark.in_parts !== null,
		isUsedUp: Number(mark.takes) > 0 || mark.left_minor === 0
	});
	if (!states.includes(mark.status))
		note('redemption', mark.status, states.join(' or ') || 'no state');
}

function checkEntries(
	mark: RedemptionMark,
	entries: ReadonlyMap<string, EntryMark>,
	note: Note
): void {
	const paid = entries.get(mark.entry_id);
	if (paid?.kind !== 'redeem' || paid.ownerId !== mark.member_id)
		note('redemption', paid?.kind ?? null, 'redeem');
	else if (paid.points !== -mark.points) note('redemption', mark.points, -paid.points);

	const back = mark.return_entry_id === null ? undefined : entries.get(mark.return_entry_id);
	const isBack = mark.status === 'cancelled' || mark.status === 'returned';
	if (isBack !== (mark.return_entry_id !== null))
		note('redemption', mark.status, mark.return_entry_id);
	else if (isBack && back?.reverses !== mark.entry_id)
		note('redemption', back?.reverses ?? null, mark.entry_id);
	if (!isBack && paid?.reversedBy !== undefined) note('redemption', mark.status, 'given back');
}

/** Of nights by number, points and cash are as often those of one as nights were paid. */
function checkPrice(
	{ points, nights, cash_minor: cash, cash_currency }: RedemptionMark,
	{ withCash = [] }: Reward,
	note: Note
): void {
	if (cash === null) return;
	const isOne = withCash.some((way) => {
		const times = cash / way.cash.minor;
		return (
			way.cash.currency === cash_currency &&
			Number.isInteger(times) &&
			times <= (nights ?? 1) &&
			points === way.points * times
		);
	});
	if (!isOne) note('redemption', `${points} and ${cash} ${cash_currency}`, 'a way to pay');
}

function checkStatus(mark: RedemptionMark, { kind }: Reward, note: Note): void {
	const { status, confirm_to, confirmed_at } = mark;
	if (givenAtOnce.includes(kind) && status !== 'used') note('redemption', status, 'used');
	const isPromised = status === 'issued' || status === 'used' || status === 'expired';
	if (isPromised && confirm_to !== null && confirmed_at === null)
		note('redemption', status, 'reserved');
	const owner = kind === 'partner-code' ? mark.reward_id : null;
	if (mark.partner_reward !== owner) note('redemption', mark.partner_code, owner);
}

function checkVoucher(mark: RedemptionMark, { kind }: Reward, note: Note): void {
	const { status, code, amount_minor: amount, left_minor: left } = mark;
	if (code === null) note('voucher', null, 'a code');
	const takes = Number(mark.takes);
	if (takes > 1) note('voucher', takes, 1);
	const rest = amount === null ? null : takes > 0 ? 0 : amount - Number(mark.in_parts ?? 0);
	if (left !== rest) note('voucher', left, rest);
	if (givenAtOnce.includes(kind)) return;
	if ((status === 'used') !== (takes > 0 || rest === 0)) note('voucher', status, takes);
}
