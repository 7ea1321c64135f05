import type { Instant } from '../calendar.ts';
import type { Text } from '../text.ts';
import type { WishWords } from './preferences.ts';

/** A wish that another device had said later, so that it holds and not what was sent. */
export interface NewerWish {
	readonly item: string;
	readonly label?: Text | undefined;
	/** What holds; nothing where it was taken back. */
	readonly holds?: WishWords | undefined;
	/** What was sent. */
	readonly sent?: WishWords | undefined;
	/** When what holds was said. */
	readonly at: Instant;
}
