import type { ActorView, ChangeView, SubjectView } from '#lib/domain/views/audit.ts';
import type { Reader } from '../db/database.ts';
import { findIdentities } from '../members/queries.ts';
import { findStaffs } from '../staff/queries.ts';
import { listProperties } from '../stays/properties.ts';
import { findLastChange } from './changes.ts';
import type { Actor } from './queries.ts';

interface Named {
	readonly kind: string;
	readonly id: string;
}

/** Gives those whom acts name by ids the names that they have now. */
export interface Names {
	readonly actor: (actor: Actor) => ActorView;
	readonly subject: (subject: Named) => SubjectView;
}

/** With one query for each kind, however many there are. */
export async function nameThem(reader: Reader, all: readonly Named[]): Promise<Names> {
	const ids = (kind: string) => all.flatMap((one) => (one.kind === kind ? [one.id] : []));
	const members = await findIdentities(reader, ids('member'));
	const staff = await findStaffs(reader, ids('staff'));
	const houses = ids('property').length > 0 ? await listProperties(reader) : [];
	const codes = new Map(houses.map(({ id, code }) => [id, code]));
	const nameOf = ({ kind, id }: Named): string | undefined => {
		if (kind === 'member') return members.get(id)?.number;
		if (kind === 'staff') return staff.get(id)?.name;
		return kind === 'property' ? codes.get(id) : undefined;
	};
	return {
		actor: (actor) => ({ ...actor, name: nameOf(actor) ?? actor.id }),
		subject: (subject) => {
			const name = nameOf(subject);
			const place = name === undefined ? undefined : places[subject.kind];
			return { ...subject, name: name ?? subject.id, href: place && `${place}/${subject.id}` };
		}
	};
}

const places: Readonly<Record<string, string>> = {
	member: '/admin/members',
	staff: '/admin/staff',
	property: '/admin/properties'
};

/** Who changed something last, by name. */
export async function readLastChange(
	reader: Reader,
	subject: Named,
	only: readonly string[]
): Promise<ChangeView | undefined> {
	const change = await findLastChange(reader, subject, only);
	if (!change) return undefined;
	const { actor } = await nameThem(reader, [change.by]);
	return { by: actor(change.by), at: change.at };
}
