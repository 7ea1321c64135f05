import webPush from 'web-push';
import type { Instant } from '#lib/domain/calendar.ts';
import { currentKeyId, hasKeys, missingKeys, seal, unseal } from '../crypto/seal.ts';
import type { Db } from '../db/database.ts';
import { addPushKey, findPushKey, resealPushKey } from './key-queries.ts';

/** The house's name at push services (VAPID): who subscribed to one key is reached by no other. */
export interface PushKeys {
	readonly publicKey: string;
	readonly privateKey: string;
}

const identity = ['push_key'];

/**
 * The keys of the house, made by its first start; undefined where nothing can be sealed. Throws where
 * the key that opens them is missing: other ones would silence every phone.
 */
export async function takePushKeys(db: Db, now: Instant): Promise<PushKeys | undefined> {
	if (!hasKeys(db)) return undefined;
	if (!(await findPushKey(db))) {
		const { publicKey, privateKey } = webPush.generateVAPIDKeys();
		const sealed = seal(db, privateKey, identity);
		await addPushKey(db, { public_key: publicKey, ...sealed, created_at: now });
	}
	const row = await findPushKey(db);
	if (!row) throw new Error('the key of push was not kept');
	const missing = missingKeys(db, [row.key_id]);
	if (missing.length > 0)
		throw new Error(`STAYWARD_KEYS lacks what the key of push is sealed with: ${missing.join()}`);
	const privateKey = unseal(db, row, identity);
	// So that the older key can be put away.
	if (row.key_id !== currentKeyId(db)) await resealPushKey(db, seal(db, privateKey, identity));
	return { publicKey: row.public_key, privateKey };
}
