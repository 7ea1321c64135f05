import type { ChangeView } from './audit.ts';

/** What a house decided, as whoever edits it is shown it. */
export interface SettingView<Value> {
	readonly value: Value;
	/** 0 while nobody saved. */
	readonly revision: number;
	readonly lastChange: ChangeView | undefined;
}
