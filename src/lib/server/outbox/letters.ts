import { fullName } from '#lib/domain/members/full-name.ts';
import type { Facts } from '#lib/domain/refusal.ts';
import { baseLocale, isLocale, type Locale } from '#lib/i18n/messages.ts';
import { findBodies } from '../cases/queries.ts';
import type { Reader } from '../db/database.ts';
import type { OutboxTable } from '../db/tables.ts';
import { isMailTopic, writeLetter, type House, type Letter } from '../mail/templates.ts';
import { findIdentities, type Identity } from '../members/queries.ts';
import { findStaffs, type Staff } from '../staff/queries.ts';

export type Addressee = Pick<OutboxTable, 'topic' | 'to_kind' | 'to_id' | 'facts'>;

export interface Addressed extends Letter {
	readonly to: string;
}

/** Those whom several messages are for, each kind with one query. */
export interface Addressees {
	readonly members: ReadonlyMap<string, Identity>;
	readonly staff: ReadonlyMap<string, Staff>;
	/** What the hotel wrote to them: the outbox has its id alone. */
	readonly written: ReadonlyMap<string, string>;
}

export async function findAddressees(
	reader: Reader,
	messages: readonly Addressee[]
): Promise<Addressees> {
	const ids = (kind: OutboxTable['to_kind']) =>
		messages.flatMap(({ to_kind, to_id }) => (to_kind === kind ? [to_id] : []));
	return {
		members: await findIdentities(reader, ids('member')),
		staff: await findStaffs(reader, ids('staff')),
		written: await findBodies(reader, messages.flatMap(messageIn))
	};
}

function messageIn({ facts }: Pick<Addressee, 'facts'>): string[] {
	const { messageId } = JSON.parse(facts) as Facts;
	return typeof messageId === 'string' ? [messageId] : [];
}

/** The mail as its reader gets it; undefined when there is nobody to send it to any more. */
export async function letterFor(
	reader: Reader,
	message: Addressee,
	house: House,
	secret?: string
): Promise<Addressed | undefined> {
	return letterTo(await findAddressees(reader, [message]), message, house, secret);
}

/** The same for one of many, whose readers are known. */
export function letterTo(
	{ members, staff, written }: Addressees,
	message: Addressee,
	house: House,
	secret?: string
): Addressed | undefined {
	if (!isMailTopic(message.topic)) return undefined;
	const facts = JSON.parse(message.facts) as Facts;
	const quote = written.get(messageIn(message)[0] ?? '');
	const colleague = message.to_kind === 'staff' ? staff.get(message.to_id) : undefined;
	if (colleague) {
		const { email, name, locale } = colleague;
		const about = { locale: localeOf(locale), name, facts, quote };
		return { to: email, ...writeLetter(message.topic, house, about, secret) };
	}
	const member = message.to_kind === 'member' ? members.get(message.to_id) : undefined;
	if (!member || member.status === 'erased') return undefined;

	const { email, pendingEmail, verified } = member;
	const to = message.topic === 'confirm-address-new' ? pendingEmail : email;
	if (!to) return undefined;
	const name = verified ? fullName(member.givenName, member.familyName) : undefined;
	const about = { locale: localeOf(member.locale), name, pendingEmail, facts, quote };
	return { to, ...writeLetter(message.topic, house, about, secret) };
}

function localeOf(locale: string): Locale {
	return isLocale(locale) ? locale : baseLocale;
}
