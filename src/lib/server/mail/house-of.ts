import type { Config } from '../config.ts';
import type { ShownBrand } from '../house/read-brand.ts';
import type { House } from './templates.ts';

/** What mails say of the house: its name as it is now, and where its pages are. */
export function houseOf({ origin }: Pick<Config, 'origin'>, { name }: ShownBrand): House {
	return { hotel: name, origin };
}
