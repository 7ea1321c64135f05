import type { Db } from '#lib/server/db/database.ts';
import { askGuest } from '#lib/server/desk/ask-guest.ts';
import { newId } from '#lib/server/ids.ts';
import { savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { redeemReward } from '#lib/server/rewards/redeem-reward.ts';
import { saveReward, type SaveReward } from '#lib/server/rewards/save-reward.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { askAbout } from '../integration/survey-people.ts';
import type { Guest } from './fixtures.ts';

const actor = { kind: 'system', id: 'test' } as const;

export interface Offered {
	readonly rewardId: string;
	readonly voucherId: string;
}

/** A reward of one point with the given texts, and the voucher that a guest has for it. */
export async function offerAndBuy(
	db: Db,
	guest: Pick<Guest, 'id'>,
	texts: Partial<SaveReward['reward']> = {}
): Promise<Offered> {
	const now = new Date().toISOString();
	const rewardId = newId();
	const reward: SaveReward['reward'] = {
		kind: 'dining-credit',
		name: { en: 'Supper for two', 'zh-CN': '双人夜宵' },
		description: { en: 'Two courses by the fire.', 'zh-CN': '炉火边的两道式夜宵。' },
		terms: { en: 'Not on holidays.', 'zh-CN': '节假日不适用。' },
		points: 1,
		validDays: 90,
		cancelWithinDays: 7,
		amount: { minor: 8_000, currency: 'USD' },
		...texts
	};
	await saveReward(
		db,
		{ rewardId, revision: 0, reward, status: 'offered', stock: null },
		actor,
		now
	);
	const command = { source: 'app', id: newId(), memberId: guest.id, rewardId, points: 1 };
	const { redemptionId } = await redeemReward(db, command, now);
	return { rewardId, voucherId: redemptionId };
}

export function wish(db: Db, memberId: string, values: Readonly<Record<string, unknown>>) {
	return savePreferences(db, { id: newId(), memberId, values }, new Date().toISOString());
}

/** Everything that a guest with a stay can have; the addresses of its pages. */
export async function furnish(db: Db, guest: Guest, stayId: string): Promise<string[]> {
	const { rewardId, voucherId } = await offerAndBuy(db, guest);
	await wish(db, guest.id, { toiletries: 'Marseille soap', 'bed-type': 'twin' });
	await wish(db, guest.id, { 'bed-type': 'double' });
	await askAtDesk(db, guest, rewardId);
	const asked = await askAbout(db, guest.id, stayId, new Date().toISOString());
	return [
		'/rewards',
		`/rewards/${rewardId}`,
		'/rewards/vouchers',
		`/rewards/vouchers/${voucherId}`,
		'/desk-request',
		'/preferences',
		'/preferences/history',
		'/surveys',
		`/surveys/${asked.id}`,
		`/s/${asked.token}`,
		`/s/${asked.token}?step=9`,
		`/s/${asked.token}?rating=7`
	];
}

/** The desk asks the guest for a point and waits for the code. */
async function askAtDesk(db: Db, { number }: Guest, rewardId: string): Promise<void> {
	const now = new Date().toISOString();
	const property = (await listProperties(db)).find(({ code }) => code === 'CITY');
	if (!property) throw new Error('there is no house of the stays');
	const clerk = { id: newId(), name: 'Clerk', role: 'desk', locale: 'en' } as const;
	const staff = { ...clerk, email: `${clerk.id}@staff.example`, password: 'a clerk’s long secret' };
	await createStaff(db, { ...staff, propertyCodes: [property.code] }, actor, now);
	const asked = { id: newId(), staffId: clerk.id, property, number, rewardId };
	await askGuest(db, { ...asked, points: 1, choice: {} }, now);
}

/** A survey of a stay that was sent; its id. */
export async function surveyed(
	db: Db,
	guest: Guest,
	stayId: string,
	comment = 'Quiet',
	recommend = '9'
): Promise<string> {
	const now = new Date().toISOString();
	const { id, token } = await askAbout(db, guest.id, stayId, now);
	await submitResponse(db, { token }, { location: '5', recommend, comment }, now);
	return id;
}

/** What a low answer opened. */
export async function caseOf(db: Db, responseId: string): Promise<string> {
	const opened = db.selectFrom('guest_case').select('id').where('response_id', '=', responseId);
	return (await opened.executeTakeFirstOrThrow()).id;
}
