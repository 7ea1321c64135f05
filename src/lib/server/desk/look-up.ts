import { readTyped } from '#lib/domain/desk/read-typed.ts';
import type { Instant } from '#lib/domain/calendar.ts';
import type { DeskFound, DeskRefused } from '#lib/domain/views/desk.ts';
import { recordAct } from '../audit/queries.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { findMembersByNumber } from '../members/guest-queries.ts';
import { findIdentity, type Identity } from '../members/queries.ts';
import type { Property } from '../stays/properties.ts';
import { checkCard } from './check-card.ts';
import { findDeskName, findSeenBy, readCardTier, readDeskGuest } from './show-guest.ts';
import { explainNo, findTakeable, toDeskVoucher } from './vouchers-here.ts';

export interface LookUp {
	readonly staffId: string;
	/** The house at whose desk it is asked. */
	readonly property: Property;
	/** A member number, with the code of its card or without, or a voucher's code, typed or scanned. */
	readonly typed: string;
}

/**
 * What the desk may know of a card or a voucher: of a guest of the house all that they need there, of
 * anybody else "valid card, tier", of a voucher what it is. Every look-up is kept, with who asked, where
 * and what was shown; what nobody has is kept without the digits (it may be somebody's with a slip in it).
 */
export function lookUp(db: Db, asked: LookUp, now: Instant): Promise<DeskFound | DeskRefused> {
	return transact(db, async (trx) => {
		const typed = readTyped(asked.typed);
		if (typed.kind === 'voucher') return lookUpVoucher(trx, asked, typed.code, now);
		if (typed.kind === 'member') return lookUpMember(trx, asked, typed, now);
		if (typed.kind === 'card') return lookUpMember(trx, asked, typed, now);
		await keep(trx, asked, 'card-looked-up', unknown('member'), 'nothing', now);
		return { kind: 'nothing', typed: 'neither' };
	});
}

async function lookUpMember(
	trx: Trx,
	asked: LookUp,
	{ number, code }: { readonly number: string; readonly code?: string },
	now: Instant
): Promise<DeskFound | DeskRefused> {
	const { property, staffId } = asked;
	const member = await findByNumber(trx, number);
	const subject = member ? { kind: 'member', id: member.memberId } : unknown('member');
	const shown = (what: Shown, more?: CardFacts) =>
		keep(trx, asked, 'card-looked-up', subject, what, now, more);
	if (member?.status !== 'active') {
		await shown('nothing');
		return { kind: 'nothing', typed: 'card' };
	}
	const { memberId } = member;
	const verified = code !== undefined;
	if (verified) {
		const no = await checkCard(trx, { memberId, number, code, staffId, property }, now);
		if (no) {
			await shown('nothing', { refused: no.code });
			return { kind: 'card-refused', no };
		}
	}
	const by = await findSeenBy(trx, memberId, property, now);
	await shown(by ? 'guest' : 'card', verified ? { verified } : {});
	if (!by) return { kind: 'card', number, tier: await readCardTier(trx, memberId, now), verified };
	return { kind: 'guest', guest: await readDeskGuest(trx, member, by, property, now), verified };
}

async function lookUpVoucher(
	trx: Trx,
	asked: LookUp,
	code: string,
	now: Instant
): Promise<DeskFound | DeskRefused> {
	const { bought, no } = await findTakeable(trx, code, asked.property, now);
	const subject = bought ? { kind: 'redemption', id: bought.id } : unknown('redemption');
	const shown = bought ? 'voucher' : 'nothing';
	await keep(
		trx,
		asked,
		'voucher-looked-up',
		subject,
		shown,
		now,
		no === undefined ? {} : { refused: no }
	);
	if (no !== undefined)
		return { kind: 'refused', no: await explainNo(trx, no, bought, asked.property, now) };
	const guest = await findDeskName(trx, bought.memberId, asked.property, now);
	return { kind: 'voucher', voucher: toDeskVoucher(bought), guest };
}

async function findByNumber(trx: Trx, number: string): Promise<Identity | undefined> {
	const id = (await findMembersByNumber(trx, [number])).get(number);
	return id === undefined ? undefined : findIdentity(trx, id);
}

type Shown = 'nothing' | 'card' | 'guest' | 'voucher';
type CardFacts = { readonly refused?: string; readonly verified?: true };

const unknown = (kind: string) => ({ kind, id: 'unknown' });

function keep(
	trx: Trx,
	{ staffId, property }: LookUp,
	act: 'card-looked-up' | 'voucher-looked-up',
	subject: { readonly kind: string; readonly id: string },
	shown: Shown,
	now: Instant,
	more: CardFacts = {}
): Promise<void> {
	const facts = { property: property.code, shown, ...more };
	return recordAct(trx, { actor: { kind: 'staff', id: staffId }, act, subject, facts }, now);
}
