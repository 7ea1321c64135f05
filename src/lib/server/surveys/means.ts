import { netPromoter, type NetPromoter } from '#lib/domain/surveys/net-promoter.ts';
import type { Mean } from '#lib/domain/views/survey-results.ts';
import type { MeanRow, Overall } from './sum-queries.ts';

const micro = 1_000_000;

export function toMean(row: MeanRow | undefined): Mean | undefined {
	return row && row.n > 0 ? { score: row.micro / row.n / micro, n: row.n } : undefined;
}

export function toNetPromoter({ promoter, passive, detractor }: Overall): NetPromoter | undefined {
	return netPromoter({
		promoters: promoter?.n ?? 0,
		passives: passive?.n ?? 0,
		detractors: detractor?.n ?? 0
	});
}
