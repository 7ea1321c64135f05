/** What a list of the admin shows of many rows; all of it stands in the address. */
export interface ListState {
	/** The column it is sorted by. */
	readonly sort: string;
	readonly descending: boolean;
	/** From 1. */
	readonly page: number;
	readonly pages: number;
	/** How many rows there are on all pages. */
	readonly total: number;
	/** By name of the field; what is not filtered is not there. `q` is what is searched for. */
	readonly filters: Readonly<Record<string, string>>;
}
