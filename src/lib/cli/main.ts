import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { Refusal } from '#lib/domain/refusal.ts';
import { ConfigError } from '#lib/server/config.ts';
import { UsageError, type Answer, type Command } from './command.ts';
import { sentenceOf } from './sentences.ts';

type Load = () => Promise<{ readonly command: Command }>;

// Only the command that is called is loaded: checking a programme opens no database.
const commands: readonly (readonly [string, string, Load])[] = [
	['migrate', 'migrate', () => import('./migrate.ts')],
	['demo', 'demo [--lan]', () => import('./demo.ts')],
	[
		'property add',
		'property add CODE --name NAME --time-zone ZONE --currency CODE --brand CLASS',
		() => import('./property-add.ts')
	],
	['property list', 'property list', () => import('./property-list.ts')],
	['programme schema', 'programme schema', () => import('./programme-schema.ts')],
	['programme template', 'programme template [NAME]', () => import('./programme-template.ts')],
	['programme check', 'programme check FILE …', () => import('./programme-check.ts')],
	[
		'programme diff',
		'programme diff FILE [OTHER] [--versions]',
		() => import('./programme-diff.ts')
	],
	[
		'programme publish',
		'programme publish FILE --from DATE',
		() => import('./programme-publish.ts')
	],
	[
		'programme replay',
		'programme replay FILE [--months MONTHS]',
		() => import('./programme-replay.ts')
	],
	[
		'import stays',
		'import stays FILE [--map NAME] [--mapping FILE] [--encoding NAME] [--errors FILE] [--slice ROWS]',
		() => import('./import-stays.ts')
	],
	['import members', 'import members FILE', () => import('./import-members.ts')],
	['import activities', 'import activities FILE', () => import('./import-activities.ts')],
	['import map save', 'import map save NAME FILE', () => import('./import-map-save.ts')],
	['import map list', 'import map list', () => import('./import-map-list.ts')],
	['fx add', 'fx add BASE QUOTE DAY RATE [--why TEXT]', () => import('./fx-add.ts')],
	['fx import', 'fx import FILE [--why TEXT] [--encoding NAME]', () => import('./fx-import.ts')],
	['fx list', 'fx list [--currency CODE] [--from DAY] [--to DAY]', () => import('./fx-list.ts')],
	['jobs run', 'jobs run NAME [--date DATE]', () => import('./jobs-run.ts')],
	['ledger verify', 'ledger verify', () => import('./ledger-verify.ts')],
	[
		'staff add',
		'staff add EMAIL --name NAME --role desk|manager|owner [--property CODE,…]',
		() => import('./staff-add.ts')
	],
	['staff password', 'staff password EMAIL', () => import('./staff-password.ts')]
];

export const usage = [
	'stayward <command> [--json]',
	'',
	...commands.map(([, text]) => `  stayward ${text}`)
].join('\n');

/** Runs one command. 0: done, 1: refused, the reason on stderr, 2: not understood. */
export async function main(args: readonly string[], env: NodeJS.ProcessEnv): Promise<number> {
	const json = args.includes('--json');
	try {
		if (args.length === 0 || args.includes('--help')) {
			process.stdout.write(`${usage}\n`);
			return args.length === 0 ? 2 : 0;
		}
		const answer = await call(args, env, json);
		process.stdout.write(json ? `${JSON.stringify(answer.data)}\n` : `${answer.text}\n`);
		return answer.refused ? 1 : 0;
	} catch (error) {
		const { status, code, reason, facts } = explain(error);
		if (json) process.stderr.write(`${JSON.stringify({ code, reason, facts })}\n`);
		else process.stderr.write(`${reason}\n${status === 2 ? `\n${usage}\n` : ''}`);
		return status;
	}
}

async function call(
	args: readonly string[],
	env: NodeJS.ProcessEnv,
	json: boolean
): Promise<Answer> {
	const found = commands.find(([name]) => name.split(' ').every((word, at) => args[at] === word));
	if (!found) throw new UsageError(`there is no command ${args.slice(0, 2).join(' ')}`);
	const [name, usageLine, load] = found;
	const { command } = await load();
	const { values, positionals } = read(args.slice(name.split(' ').length), command.options);
	const [least, most] = command.words ?? [0, 0];
	if (positionals.length < least || positionals.length > most)
		throw new UsageError(`it is called so: stayward ${usageLine}`);
	const say = (line: string) => void process.stderr.write(`${line}\n`);
	return command.run({ words: positionals, options: values, json, env, say });
}

function read(args: string[], options: ParseArgsOptionsConfig = {}) {
	try {
		const { values, positionals } = parseArgs({
			args,
			options: { ...options, json: { type: 'boolean' } },
			allowPositionals: true
		});
		return { values: values as Record<string, string | boolean | undefined>, positionals };
	} catch (error) {
		throw new UsageError(error instanceof Error ? error.message : String(error));
	}
}

function explain(error: unknown) {
	if (error instanceof UsageError)
		return { status: 2, code: 'usage', reason: error.message, facts: {} };
	if (error instanceof Refusal)
		return { status: 1, code: error.code, reason: sentenceOf(error), facts: error.facts };
	if (isSystemError(error))
		return { status: 1, code: error.code, reason: error.message, facts: {} };
	if (error instanceof ConfigError)
		return { status: 1, code: 'settings', reason: error.message, facts: {} };
	const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
	return { status: 1, code: 'broken', reason, facts: {} };
}

/** A file that is not there, a port that is taken: said by its own message. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
	return error instanceof Error && 'syscall' in error && 'code' in error;
}
