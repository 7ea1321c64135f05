import meridian from './templates/meridian.json' with { type: 'json' };
import pearl from './templates/pearl.json' with { type: 'json' };

const templates = { meridian, pearl } as const;
export type TemplateName = keyof typeof templates;

/** The programmes that ship, by name. */
export function listTemplates(): readonly TemplateName[] {
	return Object.keys(templates) as TemplateName[];
}

export function isTemplateName(name: string): name is TemplateName {
	return Object.hasOwn(templates, name);
}

/** The file of a shipped programme, as JSON of its own that may be changed. */
export function readTemplate(name: TemplateName): unknown {
	return structuredClone(templates[name]);
}
