import type { RevenueClass } from '#lib/domain/stays/stay.ts';
import { m } from './messages.ts';

export function sayClass(name: RevenueClass): string {
	switch (name) {
		case 'room':
			return m.folio_room();
		case 'food':
			return m.folio_food();
		case 'spa':
			return m.folio_spa();
		case 'other':
			return m.folio_other();
	}
}
