import type { Doer } from '#lib/domain/views/programme.ts';
import { m } from '#lib/i18n/messages.ts';

/** Who did something: a name, or the part of the system that has none. */
export function sayDoer({ name, id }: Doer): string {
	return name ?? (id === 'cli' ? m.programme_by_cli() : id);
}
