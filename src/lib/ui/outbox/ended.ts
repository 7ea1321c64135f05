import { m } from '#lib/i18n/messages.ts';

/** `kept` is on the phone and will be sent; `lost` stands in the form alone. */
export type Ended = 'done' | 'refused' | 'kept' | 'lost';

/** Near the button, where something did not come to the server yet. */
export function sayNotSent(ended: Ended | undefined): string | undefined {
	if (ended === 'kept') return m.outbox_kept();
	return ended === 'lost' ? m.outbox_lost() : undefined;
}
