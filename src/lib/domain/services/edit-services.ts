import type { Service } from '../programme/programme.ts';
import type { Text } from '../text.ts';
import type { ServiceKind } from './service-at.ts';

/** How a tier gets a service as a form says it; '' everywhere is not at all, at a house as everywhere. */
export type Cell = '' | ServiceKind | 'none';

export interface ServiceEdit {
	/** The house it is about, by its code; without one everywhere. */
	readonly property?: string | undefined;
	/** By service, then by tier. */
	readonly cells: Readonly<Record<string, Readonly<Record<string, Cell>>>>;
	/** By service. */
	readonly names: Readonly<Record<string, Text>>;
	readonly removed: readonly string[];
	readonly added?: { readonly id: string; readonly name: Text } | undefined;
}

/** The matrix with what a form changes; what the form does not name stays. */
export function editServices(services: readonly Service[], edit: ServiceEdit): Service[] {
	const kept = services
		.filter(({ id }) => !edit.removed.includes(id))
		.map((service) => {
			const cells = edit.cells[service.id];
			const named = { ...service, name: edit.names[service.id] ?? service.name };
			if (!cells) return named;
			return edit.property === undefined
				? { ...named, byTier: everywhere(cells) }
				: atHouse(named, edit.property, cells);
		});
	return edit.added ? [...kept, { ...edit.added, byTier: {} }] : kept;
}

type Cells = Readonly<Record<string, Cell>>;

function everywhere(cells: Cells): Service['byTier'] {
	return Object.fromEntries(
		Object.entries(cells).flatMap(([tier, cell]) =>
			cell === 'offered' || cell === 'on-request' ? [[tier, cell] as const] : []
		)
	);
}

function atHouse(service: Service, code: string, cells: Cells): Service {
	const { byProperty = {}, ...rest } = service;
	const here = Object.fromEntries(
		Object.entries(cells).flatMap(([tier, cell]) => (cell === '' ? [] : [[tier, cell] as const]))
	);
	const others = Object.fromEntries(Object.entries(byProperty).filter(([one]) => one !== code));
	const all = Object.keys(here).length > 0 ? { ...others, [code]: here } : others;
	return Object.keys(all).length > 0 ? { ...rest, byProperty: all } : rest;
}
