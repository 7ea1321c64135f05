import atlas from './templates/atlas.json' with { type: 'json' };
import bamboo from './templates/bamboo.json' with { type: 'json' };
import crane from './templates/crane.json' with { type: 'json' };
import harbour from './templates/harbour.json' with { type: 'json' };
import lotus from './templates/lotus.json' with { type: 'json' };
import meridian from './templates/meridian.json' with { type: 'json' };
import orchard from './templates/orchard.json' with { type: 'json' };
import pearl from './templates/pearl.json' with { type: 'json' };
import summit from './templates/summit.json' with { type: 'json' };

const templates = {
	meridian,
	harbour,
	summit,
	orchard,
	atlas,
	lotus,
	crane,
	bamboo,
	pearl
} as const;
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
