import type { Instant } from '#lib/domain/calendar.ts';
import { moneyOffWorth } from '#lib/domain/desk/request.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import type { DeskPay } from '#lib/domain/views/desk-request.ts';
import type { Reader } from '../db/database.ts';
import { newId } from '../ids.ts';
import { listAccounts } from '../ledger/queries.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { listOfferedFor, type KeptFor } from '../rewards/queries.ts';
import type { Property } from '../stays/properties.ts';
import { readAsked } from './read-request.ts';
import { findOpenRequest } from './request-queries.ts';

/** A member's points, and the rewards by which they pay a bill at a house. */
export async function readPaying(
	reader: Reader,
	memberId: string,
	{ code }: Property,
	now: Instant
) {
	const programme = await readProgramme(reader);
	const today = todayIn(programme, now);
	const { document } = versionOn(programme, today);
	const account = (await listAccounts(reader, [memberId])).get(memberId)?.account;
	const offered = document.moneyOff ? await listOfferedFor(reader, memberId) : [];
	const isHere = ({ reward }: KeptFor) =>
		reward.kind === 'money-off' && (!reward.properties || reward.properties.includes(code));
	return { document, balance: account?.balance ?? 0, rewards: offered.filter(isHere) };
}

/** What the desk's screen of a guest says of paying with points. */
export async function readPay(
	reader: Reader,
	memberId: string,
	property: Property,
	now: Instant
): Promise<DeskPay> {
	const { document, balance, rewards } = await readPaying(reader, memberId, property, now);
	const { currency, pointsName, moneyOff } = document;
	const open = await findOpenRequest(reader, memberId);
	const isOurs = open?.propertyId === property.id && open.validTo >= now;
	return {
		rewards: rewards.map(({ id, reward }) => ({ id, name: reward.name })),
		currency,
		elsewhere: property.currency !== currency,
		balance,
		pointsName,
		worthMinor: moneyOff ? moneyOffWorth(moneyOff, currency, balance) : 0,
		askId: newId(),
		open: isOurs ? await readAsked(reader, open, property, now) : undefined
	};
}
