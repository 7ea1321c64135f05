import type { Instant } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { DoubleView, EnrolledView } from '#lib/domain/views/desk-people.ts';
import { recordAct } from '../audit/queries.ts';
import { daysOf } from '../auth/links.ts';
import type { Db, Trx } from '../db/database.ts';
import { transact } from '../db/transact.ts';
import { becomeMember } from '../members/become-member.ts';
import { findIdentity } from '../members/queries.ts';
import type { Property } from '../stays/properties.ts';
import { lockProperty } from '../stays/queries.ts';
import { findDoubles } from './find-doubles.ts';

export interface Enrol {
	/** Rendered into the form, so that sending it twice makes one member. */
	readonly id: string;
	readonly staffId: string;
	/** The house at whose desk the guest stands. */
	readonly property: Property;
	readonly givenName: string;
	readonly familyName: string;
	readonly email: string;
	readonly locale: string;
	/** They were warned that there may be such a member, and go on. */
	readonly despite: boolean;
}

export type EnrolAnswer =
	| { readonly kind: 'enrolled'; readonly enrolled: EnrolledView }
	| { readonly kind: 'doubles'; readonly doubles: readonly DoubleView[] };

/**
 * Makes a member of a guest who agreed at the desk, and mails the link by which they prove the address
 * and choose a password. Where there may be such a member already the clerk is told before; for an address
 * that somebody has proven there is no going on. Refused: `same-id-other-body`.
 */
export function enrolAtDesk(db: Db, enrol: Enrol, now: Instant): Promise<EnrolAnswer> {
	return transact(db, async (trx) => {
		// Two clerks of the house with one guest follow each other, and the second is warned.
		await lockProperty(trx, enrol.property.id);
		const before = await findEnrolled(trx, enrol);
		if (before) return before;
		const doubles = await findDoubles(trx, enrol, enrol.property, now);
		const isTaken = doubles.some((one) => one.kind === 'address' && one.proven);
		if (isTaken || (doubles.length > 0 && !enrol.despite)) return { kind: 'doubles', doubles };

		const { id, staffId, property } = enrol;
		const decisions = [{ purpose: 'membership', given: true }] as const;
		const channel = `desk:${property.code}`;
		const number = await becomeMember(trx, { ...enrol, decisions, channel }, now);
		if (number === undefined) throw new Refusal('same-id-other-body');
		const facts = { property: property.code, despite: doubles.length > 0 };
		await recordAct(
			trx,
			{
				actor: { kind: 'staff', id: staffId },
				act: 'member-enrolled',
				subject: { kind: 'member', id },
				facts
			},
			now
		);
		return enrolled(enrol, number);
	});
}

/** The form was sent twice. */
async function findEnrolled(trx: Trx, enrol: Enrol): Promise<EnrolAnswer | undefined> {
	const member = await findIdentity(trx, enrol.id);
	if (!member) return undefined;
	const isSame =
		member.emailKey === emailKey(enrol.email) &&
		member.givenName === enrol.givenName &&
		member.familyName === enrol.familyName;
	if (!isSame) throw new Refusal('same-id-other-body');
	return enrolled(enrol, member.number);
}

function enrolled({ givenName, familyName, email }: Enrol, number: string): EnrolAnswer {
	const name = fullName(givenName, familyName);
	return { kind: 'enrolled', enrolled: { name, number, email, days: daysOf('verify') } };
}
