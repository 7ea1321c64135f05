/** Where a wish holds, as a row has it: '' is no hotel, and no stay. A stay has its hotel beside it. */
export interface Place {
	readonly propertyId: string;
	readonly stayId: string;
}

/** As a place, everywhere is no hotel. */
export const everywhere = '';

export const anywhere: Place = { propertyId: everywhere, stayId: '' };
