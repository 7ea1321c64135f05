import type { Reward, RewardStatus } from '#lib/domain/rewards/reward.ts';

/** All that a revision says. */
export interface Saved {
	readonly status: RewardStatus;
	readonly image?: string | undefined;
	readonly stock?: number | undefined;
	readonly reward: Reward;
}

/** The names of the fields in which two revisions differ, and their values as JSON. */
export function changesBetween(
	before: Saved | undefined,
	after: Saved
): { readonly fields: readonly string[]; readonly before: string; readonly after: string } {
	const one = before ? flat(before) : {};
	const other = flat(after);
	const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])].filter(
		(name) => text(one[name]) !== text(other[name])
	);
	const pick = (from: Readonly<Record<string, unknown>>) =>
		JSON.stringify(Object.fromEntries(fields.map((name) => [name, from[name] ?? null])));
	return { fields, before: pick(one), after: pick(other) };
}

function flat({ status, image, stock, reward }: Saved): Record<string, unknown> {
	return { ...reward, status, image, stock };
}

/** The same values are the same text, in whatever order they were named. */
function text(value: unknown): string | undefined {
	return JSON.stringify(value, (_, one: unknown) =>
		typeof one === 'object' && one !== null && !Array.isArray(one)
			? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
			: one
	);
}
