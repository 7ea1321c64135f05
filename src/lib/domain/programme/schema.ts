import { z } from 'zod';
import type { ProgrammeFile, Version } from './programme.ts';
import { example } from './schema-example.ts';
import { list, text } from './schema-parts.ts';
import { version } from './schema-version.ts';

export const versionSchema: z.ZodType<Version> = version as unknown as z.ZodType<Version>;

export const programmeFileSchema = z.strictObject({
	schemaVersion: z.literal(1),
	name: text,
	versions: list(version),
	examples: z.array(example)
});

/** Compiles only while what the schema lets through is a ProgrammeFile. */
type Agrees = [z.output<typeof programmeFileSchema>] extends [Loose<ProgrammeFile>] ? true : never;
const agrees: Agrees = true;
void agrees;

/** Lists that must not be empty are plain arrays to zod. */
type Loose<T> = T extends readonly [infer Item, ...(infer Item)[]]
	? readonly Loose<Item>[]
	: T extends object
		? { readonly [Key in keyof T]: Loose<T[Key]> }
		: T;
