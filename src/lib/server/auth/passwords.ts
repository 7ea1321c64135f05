import { hash, verify } from '@node-rs/argon2';
import { Refusal } from '#lib/domain/refusal.ts';

// argon2id is the library's default algorithm; its enum cannot be imported under erasable syntax.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const at_once_max = 4;
const waiting_max = 100;

/** A hash of nothing that anybody knows: comparing with it costs what comparing with a real one does. */
const dummy =
	'$argon2id$v=19$m=19456,t=2,p=1$8cSFGEJZIXkbMGoUPk1tVw$nOPwKGT/bHLEXI5egvdbS6llH+3rvSpM+bAI/EO3J3U';

/** argon2id, m = 19 MiB, t = 2, p = 1, off the main thread, at most four at a time. */
export function hashPassword(password: string): Promise<string> {
	return inTurn(() => hash(password.normalize('NFC'), cost));
}

/** Always costs exactly one comparison, whether there is a hash to compare with or not. */
export async function verifyPassword(
	known: string | undefined,
	password: string
): Promise<boolean> {
	const matches = await inTurn(() => verify(known ?? dummy, password.normalize('NFC')));
	return known !== undefined && matches;
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
	if (running >= at_once_max) {
		if (waiting.length >= waiting_max) throw new Refusal('too-many-tries');
		await new Promise<void>((go) => waiting.push(go));
	} else {
		running++;
	}
	try {
		return await work();
	} finally {
		// The turn is handed on, so `running` never rises above the cap in between.
		const next = waiting.shift();
		if (next) next();
		else running--;
	}
}
