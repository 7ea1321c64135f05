/** The price that the guest saw and chose. */
export interface SeenPrice {
	readonly points: number;
	readonly nights?: number | undefined;
	/** Which of `withCash`, by its cash in minor units. */
	readonly cashMinor?: number | undefined;
}

const pattern = /^(?:(\d{1,2}):)?(\d{1,9})(?:\+(\d{1,10}))?$/;

/** As one value of a form: '4000', '2:8000' for two nights, '2500+2000' with cash. */
export function writeSeenPrice({ points, nights, cashMinor }: SeenPrice): string {
	const before = nights === undefined ? '' : `${nights}:`;
	return before + points + (cashMinor === undefined ? '' : `+${cashMinor}`);
}

/** Undefined for what no form of ours sends. */
export function readSeenPrice(text: string): SeenPrice | undefined {
	const [, nights, points, cash] = pattern.exec(text) ?? [];
	if (points === undefined) return undefined;
	return {
		points: Number(points),
		nights: nights === undefined ? undefined : Number(nights),
		cashMinor: cash === undefined ? undefined : Number(cash)
	};
}
