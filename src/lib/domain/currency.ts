const withoutDecimals = new Set(
	'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ')
);
const withThreeDecimals = new Set('BHD IQD JOD KWD LYD OMR TND'.split(' '));

/** How many decimals the currency's amounts have by ISO 4217: 0, 2 or 3. */
export function decimalsOf(currency: string): 0 | 2 | 3 {
	if (withoutDecimals.has(currency)) return 0;
	return withThreeDecimals.has(currency) ? 3 : 2;
}

/** Minor units to one unit of the currency: 1, 100 or 1,000. */
export function minorPerUnit(currency: string): number {
	return 10 ** decimalsOf(currency);
}
