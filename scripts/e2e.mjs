import { findBrowser } from './lib/browser.mjs';
import { buildIfStale } from './lib/build.mjs';
import { ownEnv, run, say } from './lib/run.mjs';

try {
	const browser = await findBrowser();
	await buildIfStale();
	const { code } = await run('playwright', ['test', ...process.argv.slice(2)], {
		env: ownEnv({ STAYWARD_BROWSER: browser })
	});
	process.exitCode = code;
} catch (error) {
	say(error.message);
	process.exitCode = 1;
}
