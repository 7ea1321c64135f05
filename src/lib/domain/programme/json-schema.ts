import { z } from 'zod';
import { programmeFileSchema } from './schema.ts';
import { readTemplate } from './templates.ts';

/** The JSON Schema of a programme file, with a whole programme as its example. */
export function programmeSchema(): Readonly<Record<string, unknown>> {
	return {
		...z.toJSONSchema(programmeFileSchema, { io: 'input', reused: 'inline' }),
		title: 'Stayward programme',
		description:
			'All rules of a programme, in versions, with examples that run over all of them. Points of a stay: its eligible revenue by the earning rules of the version of its departure, and the bonus of the tier held on arrival on base points alone. Amounts are decimal text or whole numbers, days are YYYY-MM-DD, validTo is always the last usable day.',
		examples: [readTemplate('pearl')]
	};
}
