import { z } from 'zod';
import { programmeFileSchema } from './schema.ts';
import { readTemplate } from './templates.ts';

/** The JSON Schema of a programme file, with a whole programme as its example. */
export function programmeSchema(): Readonly<Record<string, unknown>> {
	return {
		...z.toJSONSchema(programmeFileSchema, { io: 'input', reused: 'inline' }),
		title: 'Stayward programme',
		examples: [readTemplate('pearl')]
	};
}
