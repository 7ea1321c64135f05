import { sendClaim } from '#lib/server/claims/send-claim.ts';
import type { Db } from '#lib/server/db/database.ts';
import { newId } from '#lib/server/ids.ts';
import { book } from './booked-room.ts';
import { daysFrom, type Guest } from './fixtures.ts';
import { caseOf, offerAndBuy, surveyed } from './furnished.ts';

/** Every page of the administration but those of a draft, with something of a guest's on each. */
export async function adminPages(db: Db, guest: Guest, stayId: string): Promise<string[]> {
	const today = new Date().toISOString().slice(0, 10);
	const { rewardId } = await offerAndBuy(db, guest);
	const booked = await book(db, guest.id, daysFrom(today, 12));
	const responseId = await surveyed(db, guest, stayId, 'The lift was broken.', '3');
	const claimId = await claim(db, guest, daysFrom(today, -3));
	return [
		'members',
		`members/${guest.id}`,
		`members/${guest.id}/ledger`,
		`members/${guest.id}/merge`,
		`members/${guest.id}/tier`,
		'claims',
		`claims/${claimId}`,
		'preferences',
		'preferences/pillow',
		'preferences/temperature',
		'preferences/groups',
		'preferences/honoured',
		'preferences/new?group=bed&kind=one',
		'services',
		'programme',
		'programme/versions/1',
		'properties',
		`properties/${await firstOf(db, 'property')}`,
		'properties/new',
		'exchange',
		'exchange/new',
		'exchange/waiting',
		'rewards',
		`rewards/${rewardId}`,
		`rewards/${rewardId}/stock`,
		`rewards/${rewardId}/preview/zh-CN`,
		'rewards/new',
		'rewards/booked',
		`rewards/booked/${booked.id}`,
		'staff',
		`staff/${await firstOf(db, 'staff')}`,
		'surveys',
		'surveys/versions',
		'surveys/versions/1',
		'surveys/words',
		'surveys/words/noise',
		'surveys/words/new',
		'surveys/responses',
		'surveys/invitations',
		'surveys/scores',
		'surveys/cuts',
		`surveys/responses/${responseId}`,
		'cases',
		`cases/${await caseOf(db, responseId)}`,
		'mail',
		'audit'
	].map((page) => `/admin/${page}`);
}

/** A list in which nobody and nothing is found, what is not there, and what only others may see. */
export const nothingThere = [
	'members?q=zzzzzz',
	'claims?q=zzzzzz',
	'rewards?q=zzzzzz',
	'rewards/booked?q=zzzzzz',
	'properties?q=zzzzzz',
	'staff?q=zzzzzz',
	'mail?q=zzzzzz',
	'audit?act=zzzzzz',
	'surveys/responses?word=zzzzzz',
	'surveys/words?property=zzzzzz',
	'surveys/scores?property=zzzzzz',
	'cases?q=zzzzzz',
	'members/none',
	'rewards/none',
	'nowhere'
].map((page) => `/admin/${page}`);

async function claim(db: Db, { id: memberId, email }: Guest, day: string): Promise<string> {
	const asked = { property: 'CITY', arrival: daysFrom(day, -1), departure: day };
	const said = { reference: `B${newId().slice(-8)}`, bookedName: email };
	const sent = { id: newId(), memberId, ...asked, ...said };
	return (await sendClaim(db, sent, new Date().toISOString())).claimId;
}

export async function firstOf(db: Db, table: 'property' | 'staff'): Promise<string> {
	const first = db.selectFrom(table).select('id').orderBy('id').limit(1);
	return (await first.executeTakeFirstOrThrow()).id;
}
