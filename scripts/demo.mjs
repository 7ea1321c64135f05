import { spawn } from 'node:child_process';
import { buildIfStale } from './lib/build.mjs';
import { install } from './lib/install.mjs';
import { ownEnv, ownNode, root, say } from './lib/run.mjs';

try {
	await install();
	await buildIfStale();
} catch (error) {
	say(error.message);
	process.exit(1);
}

const demo = spawn(ownNode(), ['src/cli.ts', 'demo', ...process.argv.slice(2)], {
	cwd: root,
	env: ownEnv(),
	stdio: 'inherit'
});
// Ctrl+C reaches the demo by itself; it closes its database and we leave when it has.
process.on('SIGINT', () => {});
process.on('SIGTERM', () => demo.kill('SIGTERM'));
// A shell between npm and us may end without telling; whoever stopped it wants the port back.
const startedBy = process.ppid;
setInterval(() => {
	if (process.ppid !== startedBy) demo.kill('SIGTERM');
}, 500).unref();
demo.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 1)));
