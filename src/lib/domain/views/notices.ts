import type { PlainDate } from '../calendar.ts';
import type { NoticeTopic } from '../notices/topics.ts';

export interface NoticesView {
	readonly topics: readonly NoticeLine[];
	/** Those that are told, this one among them. */
	readonly phones: readonly Phone[];
	/** By which a browser subscribes; absent where the house has no push. */
	readonly key?: string | undefined;
}

export interface NoticeLine {
	readonly topic: NoticeTopic;
	readonly push: boolean;
	readonly mail: boolean;
}

export interface Phone {
	readonly id: string;
	/** The browser and system, as the browser named itself. */
	readonly name: string;
	readonly since: PlainDate;
	readonly current: boolean;
}
