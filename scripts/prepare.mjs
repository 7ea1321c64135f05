import { existsSync } from 'node:fs';
import { stampInstall } from './lib/install.mjs';
import { compileMessages } from './lib/messages.mjs';
import { ownNode, root, run, say } from './lib/run.mjs';

if (existsSync(new URL('../node_modules/@inlang/paraglide-js', import.meta.url))) {
	const compiled = await compileMessages(root);
	if (compiled) say(`messages compiled for ${compiled.join(', ')}`);
	const sync = await run(ownNode(), ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync'], {
		capture: true
	});
	if (!sync.ok) throw new Error(sync.output);
} else {
	say('only what production needs is installed: nothing to prepare, the build holds it');
}
stampInstall();
