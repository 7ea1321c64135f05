import type { ItemDocument } from '#lib/domain/preferences/item.ts';
import type { Text } from '#lib/domain/text.ts';
import { giveGoodwill } from '#lib/server/cases/give-goodwill.ts';
import { resolveCase } from '#lib/server/cases/resolve-case.ts';
import { answerCase } from '#lib/server/cases/say-in-case.ts';
import { recordAct } from '#lib/server/audit/queries.ts';
import type { Db } from '#lib/server/db/database.ts';
import { transact } from '#lib/server/db/transact.ts';
import { newId } from '#lib/server/ids.ts';
import { adjustPoints } from '#lib/server/ledger/adjust-points.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { addProperty } from '#lib/server/stays/properties.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { askAbout } from '../integration/survey-people.ts';
import { daysFrom, recordStay, type Guest } from './fixtures.ts';
import { offerAndBuy } from './furnished.ts';

const system = { kind: 'system', id: 'test' } as const;
const now = () => new Date().toISOString();

export type Say = (kind: string) => string;

/** A house, a group of wishes and a survey whose texts are others in each round. */
export interface House {
	readonly propertyId: string;
	readonly code: string;
	readonly group: string;
	readonly choice: string;
	readonly words: string;
	readonly survey: string;
}

export async function openHouse(db: Db): Promise<House> {
	const code = newId().slice(-8).toUpperCase();
	const plain = { en: 'Aurora Hill' };
	const house = { timeZone: 'UTC', currency: 'USD', brand: 'standard' };
	const { id } = await addProperty(db, { code, name: plain, ...house }, system, now());
	const own = (what: string) => `${what}-${code.toLowerCase()}`;
	const made = { group: own('group'), choice: own('choice'), words: own('words') };
	const by = { revision: 1, changed_at: now(), changed_by: 'test' };
	const label = JSON.stringify({ label: plain });
	await db
		.insertInto('preference_group')
		.values({ id: made.group, sort: 900, document: label, ...by })
		.execute();
	const item = { group_id: made.group, sort: 900, status: 'archived', document: '{}' } as const;
	for (const name of [made.choice, made.words])
		await db
			.insertInto('preference_item')
			.values({ id: name, ...item, ...by })
			.execute();
	await writeCatalogue(db, { ...made, propertyId: id }, () => plain.en, 'archived');
	return { propertyId: id, code, survey: own('survey'), ...made };
}

/** The texts that the house writes, as this round says them. */
export async function writeCatalogue(
	db: Db,
	house: Pick<House, 'propertyId' | 'group' | 'choice' | 'words'>,
	say: Say,
	status: 'offered' | 'archived'
): Promise<void> {
	const text = (kind: string) => ({ en: say(kind) });
	const choice: ItemDocument = {
		kind: 'several',
		label: text('item'),
		hint: text('hint'),
		options: [{ id: 'first', label: text('option') }]
	};
	const words: ItemDocument = { kind: 'text', label: text('asked'), lengthMax: 200 };
	for (const [id, document] of [
		[house.choice, choice],
		[house.words, words]
	] as const)
		await db
			.updateTable('preference_item')
			.set({ status, document: JSON.stringify(document) })
			.where('id', '=', id)
			.execute();
	await db
		.updateTable('preference_group')
		.set({ document: JSON.stringify({ label: text('group') }) })
		.where('id', '=', house.group)
		.execute();
	await db
		.updateTable('property')
		.set({ name: JSON.stringify(text('house')) })
		.where('id', '=', house.propertyId)
		.execute();
}

export interface Scripted {
	readonly rewardId: string;
	readonly voucherId: string;
	readonly pastId: string;
	readonly hereId: string;
	readonly entryId: string;
	readonly surveyId: string;
	readonly token: string;
	readonly sentId: string;
	readonly caseId: string;
	readonly themeId: string;
}

/** What a guest and those who serve them can store, all of it as this round says it. */
export async function fillHouse(
	db: Db,
	house: House,
	guest: Guest,
	round: number,
	say: Say
): Promise<Scripted> {
	const text = (kind: string) => ({ en: say(kind) });
	const today = now().slice(0, 10);
	const at = { property: house.code, roomType: say('room') };
	const pastId = await recordStay(db, guest, at);
	const earlier = { arrival: daysFrom(today, -9), departure: daysFrom(today, -7) };
	const earlierId = await recordStay(db, guest, { ...at, ...earlier });
	const dates = { arrival: daysFrom(today, -1), departure: daysFrom(today, 1) };
	const hereId = await recordStay(db, guest, { ...at, ...dates, status: 'in_house', folio: [] });

	const adjusted = { id: newId(), source: 'app', memberId: guest.id, points: 5, why: say('why') };
	await adjustPoints(db, adjusted, system, now());
	const entry = db.selectFrom('entry').select('id').where('kind', '=', 'adjust');
	const { id: entryId } = await entry.where('member_id', '=', guest.id).executeTakeFirstOrThrow();
	const bought = await offerAndBuy(db, guest, {
		name: text('reward'),
		description: text('description'),
		terms: text('terms')
	});

	await keepWish(db, guest.id, house.choice, ['first']);
	await keepWish(db, guest.id, house.words, say('wish'));
	await publishSurvey(db, house.survey, round, text);
	const open = await askAbout(db, guest.id, pastId, now());
	const sent = await askAbout(db, guest.id, earlierId, now());
	await db
		.updateTable('survey_response')
		.set({ survey_id: house.survey, version: round })
		.where('id', 'in', [open.id, sent.id])
		.execute();
	const answers = { first: '5', comment: say('comment') };
	await submitResponse(db, { token: sent.token }, answers, now());
	const caseId = await answered(db, house, guest, say);
	const themeId = await themed(db, round, text('theme'));

	await db
		.updateTable('session')
		.set({ device: say('device') })
		.where('subject_id', '=', guest.id)
		.execute();
	await transact(db, (trx) =>
		recordAct(
			trx,
			{
				actor: system,
				act: 'property-changed',
				subject: { kind: 'property', id: house.propertyId },
				facts: { 'before.name-en': say('before'), 'after.name-en': say('after') },
				why: say('because')
			},
			now()
		)
	);
	const { id: surveyId, token } = open;
	const ids = { pastId, hereId, entryId, surveyId, caseId, themeId };
	return { ...bought, ...ids, token, sentId: sent.id };
}

/** The case that the guest's words have opened, answered, with a gift, and ended. */
async function answered(db: Db, house: House, guest: Guest, say: Say): Promise<string> {
	const { id: caseId } = await db
		.selectFrom('guest_case')
		.select('id')
		.where('member_id', '=', guest.id)
		.executeTakeFirstOrThrow();
	const managerId = await employ(db, house, 'owner', 'Ines Costa');
	const message = { messageId: newId(), caseId, body: say('answer') };
	await answerCase(db, message, managerId, now());
	const gift = { goodwillId: newId(), caseId, points: 5, why: say('gift') };
	await giveGoodwill(db, gift, managerId, now());
	const end = { caseId, resolution: say('resolution'), changed: say('changed') };
	await resolveCase(db, end, managerId, now());
	return caseId;
}

async function themed(db: Db, round: number, name: Text): Promise<string> {
	const id = newId();
	const row = { id, name: JSON.stringify(name), dimension: 'service', sort: 900 + round };
	const by = { revision: 1, changed_at: now(), changed_by: 'test', removed_at: null };
	await db
		.insertInto('theme')
		.values({ ...row, ...by })
		.execute();
	return id;
}

export async function employ(
	db: Db,
	{ code }: House,
	role: 'desk' | 'owner',
	name: string
): Promise<string> {
	const id = newId();
	const email = `${id}@staff.example`;
	const staff = { id, name, email, role, locale: 'en', password: 'a clerk’s long secret' };
	const propertyCodes = role === 'desk' ? [code] : [];
	await createStaff(db, { ...staff, propertyCodes }, system, now());
	return id;
}

/** As it was stored, however long: what a form lets in is another question. */
async function keepWish(db: Db, memberId: string, itemId: string, said: unknown): Promise<void> {
	const row = {
		member_id: memberId,
		property_id: '',
		item_id: itemId,
		value: JSON.stringify(said),
		set_at: now(),
		set_by: 'member' as const
	};
	await db.insertInto('preference').values(row).execute();
	const change = { ...row, id: newId(), save_id: newId(), staff_id: null, stay_id: '' };
	await db.insertInto('preference_change').values(change).execute();
}

async function publishSurvey(
	db: Db,
	id: string,
	version: number,
	text: (kind: string) => { en: string }
): Promise<void> {
	const items = [{ id: 'first', kind: 'steps5', label: text('question'), weight: '1' }];
	const document = {
		id,
		name: text('survey'),
		dimensions: [{ id: 'all', name: text('dimension'), weight: '1', items }],
		closing: [{ id: 'comment', kind: 'text', label: text('closing'), max: 2_000 }]
	};
	await db
		.insertInto('survey_version')
		.values({
			survey_id: id,
			version,
			document: JSON.stringify(document),
			published_at: now(),
			published_by: 'test'
		})
		.execute();
}
