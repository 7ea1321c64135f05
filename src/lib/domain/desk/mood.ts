/** An index below this, of 2 to 10, is low. */
export const low_index = 6;

/** A readiness to recommend of no more than this, of 0 to 10, is low. */
export const low_recommend = 6;

/** Whether a guest left a survey unhappy, so that the desk asks what it can make good. */
export function isLow(mood: {
	readonly index: number;
	readonly recommend?: number | undefined;
}): boolean {
	return mood.index < low_index || (mood.recommend ?? 10) <= low_recommend;
}
