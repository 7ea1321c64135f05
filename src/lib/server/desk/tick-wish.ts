import { dateIn, type Instant } from '#lib/domain/calendar.ts';
import { maySee } from '#lib/domain/desk/may-see.ts';
import { effective } from '#lib/domain/preferences/effective.ts';
import type { Outcome, TickReason } from '#lib/domain/preferences/tick.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { lockAccount } from '../ledger/queries.ts';
import { readHeld } from '../preferences/held.ts';
import { listCatalogue } from '../preferences/queries.ts';
import { deleteTick, listTicks, putTick } from '../preferences/tick-queries.ts';
import { findStayById } from '../stays/desk-queries.ts';
import type { AtDesk } from './at-desk.ts';
import { refuseOwn } from './own-guest.ts';

export interface TickWish extends AtDesk {
	readonly stayId: string;
	readonly itemId: string;
	/** `open` takes back what was said of it. */
	readonly outcome: Outcome | 'open';
	/** Why it was not possible. */
	readonly reason?: TickReason | undefined;
	/** In the clerk's own words; of what says something of health there are none. */
	readonly why?: string | undefined;
}

/**
 * What became of a wish at a stay of this house: honoured, or not possible and why. The last word counts,
 * and who said it and when is kept. Refused: `not-found` for a stay of another house or one that this desk
 * does not see, and a wish that is not there; `invalid` without a reason; `own-membership`.
 */
export function tickWish(
	db: Db,
	command: TickWish,
	now: Instant
): Promise<{ readonly kind: 'ticked' }> {
	const { outcome, reason } = command;
	return transact(db, async (trx) => {
		if (outcome === 'not-possible' && !reason) throw new Refusal('invalid', { field: 'reason' });
		const memberId = await guestOf(trx, command, now);
		await refuseOwn(trx, command.staffId, memberId);
		await lockAccount(trx, memberId);
		if (outcome === 'open') await takeBack(trx, command, memberId, now);
		else await tick(trx, { ...command, outcome }, memberId, now);
		return { kind: 'ticked' };
	});
}

async function guestOf(trx: Trx, { stayId, property }: TickWish, now: Instant): Promise<string> {
	const [stay] = await findStayById(trx, { stayId });
	const isHere = stay?.property_id === property.id && stay.member_id !== null;
	if (!isHere || !maySee([stay], dateIn(property.timeZone, now))) throw new Refusal('not-found');
	return stay.member_id!;
}

async function tick(
	trx: Trx,
	{ stayId, itemId, outcome, reason, why, staffId, property }: TickWish & { outcome: Outcome },
	memberId: string,
	now: Instant
): Promise<void> {
	const { items } = await listCatalogue(trx);
	const asked = { propertyId: property.id, stayIds: [stayId], health: true };
	const held = await readHeld(trx, [memberId], asked);
	const wishes = effective(items, held.of(memberId, stayId), property.id);
	const found = wishes.find(({ item }) => item.id === itemId);
	if (!found) throw new Refusal('not-found');
	const isHealth = found.item.document.health === true;
	const isNo = outcome === 'not-possible';
	if (isHealth && why) throw new Refusal('invalid', { field: 'why' });
	const row = {
		stay_id: stayId,
		item_id: itemId,
		member_id: memberId,
		property_id: property.id,
		outcome,
		reason: isNo ? (reason ?? null) : null,
		why: isNo ? why || null : null,
		wished: isHealth ? null : JSON.stringify(found.wish.value),
		wished_at: found.wish.at,
		staff_id: staffId,
		ticked_at: now
	};
	const before = (await listTicks(trx, [stayId])).find((one) => one.item_id === itemId);
	const { staff_id: _by, ticked_at: _at, ...said } = row;
	void [_by, _at];
	const isSame = Object.entries(said).every(([field, value]) => before?.[field as never] === value);
	if (isSame) return;
	await putTick(trx, row);
	await keep(trx, 'wish-ticked', { stayId, staffId, property }, now, {
		item: itemId,
		outcome,
		...(isNo && reason ? { reason } : {})
	});
}

async function takeBack(
	trx: Trx,
	command: TickWish,
	memberId: string,
	now: Instant
): Promise<void> {
	if (!(await deleteTick(trx, memberId, command.stayId, command.itemId))) return;
	await keep(trx, 'wish-tick-undone', command, now, { item: command.itemId });
}

function keep(
	trx: Trx,
	act: 'wish-ticked' | 'wish-tick-undone',
	{ stayId, staffId, property }: Pick<TickWish, 'stayId' | 'staffId' | 'property'>,
	now: Instant,
	facts: Readonly<Record<string, string>>
): Promise<void> {
	const actor = { kind: 'staff', id: staffId } as const;
	const subject = { kind: 'stay', id: stayId };
	return recordAct(trx, { actor, act, subject, facts: { property: property.code, ...facts } }, now);
}
