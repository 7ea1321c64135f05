import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { Refusal } from '#lib/domain/refusal.ts';
import { decideConsent } from '#lib/server/consent/decide-consent.ts';
import { textVersions } from '#lib/server/consent/purposes.ts';
import { parseKeys } from '#lib/server/crypto/keys.ts';
import { holdKeys } from '#lib/server/crypto/seal.ts';
import type { Db } from '#lib/server/db/database.ts';
import { lookUp } from '#lib/server/desk/look-up.ts';
import { forgetAtDesk, noteAtDesk } from '#lib/server/desk/note-at-desk.ts';
import { readArrivals } from '#lib/server/desk/read-arrivals.ts';
import { tickWish, type TickWish } from '#lib/server/desk/tick-wish.ts';
import { readPreferences } from '#lib/server/guests/read-preferences.ts';
import { readStay } from '#lib/server/guests/read-stay.ts';
import { readWishHistory } from '#lib/server/guests/read-wish-history.ts';
import { newId } from '#lib/server/ids.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { installCatalogue } from '#lib/server/preferences/install-catalogue.ts';
import { removeOwnObservation } from '#lib/server/preferences/note-observation.ts';
import { readHonoured } from '#lib/server/preferences/read-honoured.ts';
import { mustHaveKeys } from '#lib/server/preferences/reseal.ts';
import { restorePreference, savePreferences } from '#lib/server/preferences/save-preferences.ts';
import { readBenefits } from '#lib/server/guests/read-benefits.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { listProperties, type Property } from '#lib/server/stays/properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { readSurvey } from '#lib/server/surveys/read-survey.ts';
import { saveAnswers } from '#lib/server/surveys/save-answers.ts';
import { readResponse } from '#lib/server/surveys/read-responses.ts';
import { submitResponse } from '#lib/server/surveys/submit-response.ts';
import { onBothDatabases, placeOf } from './databases.ts';
import { build, enrol, plainVersion, publish, stayOf, type Person } from './model/house.ts';

const now = '2026-03-01T09:00:00.000Z';
const system = { kind: 'system', id: 'test' } as const;
const yes = { version: textVersions.health, locale: 'en' };

/** Texts that no file of the database may hold. */
const canary = 'Xylophone-Kiwi-Zeugma';

interface House {
	readonly db: Db;
	readonly ada: Person;
	readonly bob: Person;
	readonly city: Property;
	readonly coast: Property;
	readonly clerk: string;
	/** A stay of Ada in the city that is to come today. */
	readonly stayId: string;
}

onBothDatabases((open, dialect) => {
	async function house(): Promise<House> {
		const db = await open();
		const services = [
			{
				id: 'room-service',
				name: { en: 'Room service' },
				byTier: { member: 'on-request' as const },
				byProperty: { CITY: { member: 'offered' as const } }
			}
		];
		await publish(db, { ...plainVersion, services });
		await build(db, ['CITY', 'COAST']);
		await installCatalogue(db, system, now);
		const [ada, bob] = await enrol(db, 2);
		const [city, coast] = await listProperties(db);
		const clerk = await hire(db);
		const stayId = await book(db, ada!, '2026-03-01', '2026-03-04');
		return { db, ada: ada!, bob: bob!, city: city!, coast: coast!, clerk, stayId };
	}

	async function hire(db: Db): Promise<string> {
		const id = newId();
		const one = { id, name: 'Cleo Clerk', email: `${id}@desk.example`, role: 'desk', locale: 'en' };
		const password = 'a clerk’s long secret';
		await createStaff(
			db,
			{ ...one, role: 'desk', password, propertyCodes: ['CITY', 'COAST'] },
			system,
			now
		);
		return id;
	}

	async function book(db: Db, who: Person, arrival: string, departure: string): Promise<string> {
		const [result] = await recordStays(
			db,
			[stayOf(who, { arrival, departure, status: 'booked', folio: [] })],
			now
		);
		if (!result || !('stayId' in result)) throw new Error('the stay was not recorded');
		return result.stayId;
	}

	const save = (
		db: Db,
		who: Person,
		values: Readonly<Record<string, unknown>>,
		more: Partial<Parameters<typeof savePreferences>[1]> = {}
	) => savePreferences(db, { id: newId(), memberId: who.id, values, ...more }, now);
	const noOf = (doing: Promise<unknown>) =>
		doing.then(
			() => 'done',
			(thrown: unknown) => (thrown instanceof Refusal ? thrown.code : thrown)
		);
	const tick = (
		{ db, clerk, city, stayId }: House,
		itemId: string,
		more: Partial<TickWish> = {},
		at = now
	) =>
		tickWish(
			db,
			{ staffId: clerk, property: city, stayId, itemId, outcome: 'honoured', ...more },
			at
		);
	async function guestAt({ db, clerk, ada }: House, property: Property, at = now) {
		const found = await lookUp(db, { staffId: clerk, property, typed: ada.number }, at);
		return found.kind === 'guest' ? found.guest : undefined;
	}
	const auditOf = (db: Db) => db.selectFrom('audit').selectAll().orderBy('id').execute();

	test('F2: a wish for one stay wins over the hotel, and that over everywhere; only while it is to come', async () => {
		const { db, ada, bob, city, stayId } = await house();
		await save(db, ada, { pillow: ['firm'], floor: 'high', temperature: 20 });
		await save(db, ada, { floor: 'low', temperature: 21 }, { propertyId: city.id });
		expect(await save(db, ada, { temperature: 22 }, { stayId })).toMatchObject({
			items: ['temperature']
		});
		const { wishes } = await readStay(db, ada.id, stayId, now);
		expect(wishes?.lines).toMatchObject([
			{ itemId: 'pillow', place: 'everywhere' },
			{ itemId: 'floor', place: 'house' },
			{ itemId: 'temperature', place: 'stay', value: { value: 22 } }
		]);
		const view = await readPreferences(db, ada.id, undefined, now, stayId);
		const warmth = view.groups.flatMap(({ items }) => items).find(({ id }) => id === 'temperature');
		expect(warmth).toMatchObject({ value: 22, otherwise: { value: 21 } });
		const { changes } = await readWishHistory(db, ada.id);
		expect(changes[0]).toMatchObject({ stay: '2026-03-01', isCurrent: true });

		expect(await noOf(save(db, bob, { floor: 'low' }, { stayId }))).toBe('not-found');
		const late = savePreferences(
			db,
			{ id: newId(), memberId: ada.id, stayId, values: { floor: 'high' } },
			'2026-03-06T09:00:00.000Z'
		);
		expect(await noOf(late)).toBe('stay-over');
	});

	test('F5: what concerns health needs its own consent, and no file of the database holds the text', async () => {
		const { db, ada } = await house();
		const values = { 'other-allergies': canary, allergies: ['nuts'] };
		const refused: unknown = await save(db, ada, values).catch((thrown: unknown) => thrown);
		expect(refused).toMatchObject({
			code: 'invalid',
			facts: { 'other-allergies': 'consent-needed', allergies: 'consent-needed' }
		});
		const old = { agreed: { version: '1999-01', locale: 'en' } };
		expect(await noOf(save(db, ada, values, old))).toBe('invalid');
		const id = newId();
		const first = await save(db, ada, values, { id, agreed: yes });
		expect(await save(db, ada, values, { id, agreed: yes })).toEqual(first);
		expect(await noOf(save(db, ada, { ...values, allergies: ['milk'] }, { id }))).toBe(
			'same-id-other-body'
		);
		await save(db, ada, { 'other-allergies': `${canary} and more` });
		const view = await readPreferences(db, ada.id, undefined, now);
		expect(view.health).toEqual({ given: true, version: textVersions.health });
		const said = view.groups.flatMap(({ items }) => items).filter(({ value }) => value);
		expect(said.map(({ id: item, value }) => [item, value])).toEqual([
			['allergies', ['nuts']],
			['other-allergies', `${canary} and more`]
		]);
		expect(await rawText(db)).not.toContain(canary);
		if (dialect === 'sqlite') {
			const { dataDir } = placeOf(db);
			const files = (await readdir(dataDir)).filter((name) => name.startsWith('stayward.sqlite'));
			const held = await Promise.all(files.map((file) => readFile(path.join(dataDir, file))));
			// The log has the newest pages, so both are looked at, and what is not sealed is found there.
			expect(held.some((bytes) => bytes.includes('other-allergies'))).toBe(true);
			expect(held.some((bytes) => bytes.includes(canary))).toBe(false);
		}
	});

	/** Everything that rows of this test hold, as text. */
	async function rawText(db: Db): Promise<string> {
		const tables = [
			'preference',
			'preference_change',
			'stay_wish',
			'health_wish',
			'health_wish_change',
			'wish_tick',
			'observation',
			'command',
			'audit',
			'outbox',
			'consent'
		] as const;
		const rows: unknown[] = [];
		for (const table of tables) rows.push(await db.selectFrom(table).selectAll().execute());
		return JSON.stringify(rows);
	}

	test('F5: taken back, the consent takes every answer with it, and what became of it', async () => {
		const it = await house();
		const { db, ada, stayId } = it;
		await save(db, ada, { allergies: ['nuts'] }, { agreed: yes });
		await save(db, ada, { allergies: ['milk'] }, { stayId });
		await save(db, ada, { floor: 'high' });
		await tick(it, 'allergies');
		await tick(it, 'floor');
		expect((await readWishHistory(db, ada.id)).changes).toHaveLength(3);
		const back = { memberId: ada.id, purpose: 'health', given: false, version: '' } as const;
		await decideConsent(db, { ...back, locale: 'en' }, now);
		await decideConsent(db, { ...back, locale: 'en' }, now);
		for (const table of ['health_wish', 'health_wish_change'] as const)
			expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
		const ticks = await db.selectFrom('wish_tick').select('item_id').execute();
		expect(ticks).toEqual([{ item_id: 'floor' }]);
		const changes = (await readWishHistory(db, ada.id)).changes;
		expect(changes.map(({ label }) => label.en)).toEqual(['Floor']);
		expect(await noOf(save(db, ada, { allergies: ['nuts'] }))).toBe('invalid');
	});

	test('F5: an older answer about health comes back, and a row that was moved does not open', async () => {
		const { db, ada, bob } = await house();
		await save(db, ada, { allergies: ['nuts'] }, { agreed: yes });
		await save(db, ada, { allergies: ['milk', 'eggs'] });
		const [newest, older] = (await readWishHistory(db, ada.id)).changes;
		expect([newest?.isCurrent, older?.isCurrent]).toEqual([true, false]);
		const again = { id: newId(), memberId: ada.id, changeId: older!.id };
		expect(await restorePreference(db, again, now)).toMatchObject({ items: ['allergies'] });
		const stolen = { id: newId(), memberId: bob.id, changeId: older!.id };
		expect(await noOf(restorePreference(db, stolen, now))).toBe('not-found');
		await db.updateTable('health_wish').set({ member_id: bob.id }).execute();
		await expect(readPreferences(db, bob.id, undefined, now)).rejects.toThrow();
	});

	test('F5 P3: with a new key everything is sealed anew, and a key that is missing stops the start', async () => {
		const it = await house();
		const { db, ada, city, clerk } = it;
		await save(db, ada, { 'other-allergies': canary }, { agreed: yes });
		const note = { staffId: clerk, property: city, number: ada.number, id: newId(), text: canary };
		await noteAtDesk(db, note, now);
		const kept = (await readFile(path.join(placeOf(db).dataDir, 'keys'), 'utf8')).trim();
		const newer = `k2:${randomBytes(32).toString('base64')}`;
		holdKeys(db, parseKeys(`${newer},${kept}`)!);
		expect(await runJob(db, 'reseal', '2026-03-01', () => now)).toEqual({ resealed: 3 });
		expect(await runJob(db, 'reseal', '2026-02-28', () => now)).toEqual({ resealed: 0 });
		holdKeys(db, parseKeys(newer)!);
		await mustHaveKeys(db);
		expect(JSON.stringify(await readPreferences(db, ada.id, undefined, now))).toContain(canary);
		expect((await readWishHistory(db, ada.id)).changes).toHaveLength(1);
		holdKeys(db, parseKeys(kept)!);
		await expect(mustHaveKeys(db)).rejects.toThrow('k2');
	});

	test('K6 F5: the desk sees health while a stay lets it, by a code alone it does not', async () => {
		const it = await house();
		const { db, ada, city, coast, clerk } = it;
		await save(db, ada, { allergies: ['nuts'], floor: 'high' }, { agreed: yes });
		const guest = await guestAt(it, city);
		expect(guest?.wishes).toMatchObject([
			{ itemId: 'allergies', health: true },
			{ itemId: 'floor' }
		]);
		const arrivals = await readArrivals(db, { staffId: clerk, property: city }, now);
		expect(arrivals.days[0]?.arrivals[0]?.wishes).toMatchObject([{ health: true }, {}]);
		expect(await guestAt(it, coast)).toBeUndefined();
		await db
			.insertInto('desk_pass')
			.values({
				member_id: ada.id,
				property_id: coast.id,
				valid_to: '2026-03-01T20:00:00.000Z'
			})
			.execute();
		const byCode = await guestAt(it, coast);
		expect(byCode?.wishes.map(({ itemId }) => itemId)).toEqual(['floor']);
		expect(await guestAt(it, city, '2026-04-10T09:00:00.000Z')).toBeUndefined();
	});

	test('F4 T24: a wish is ticked by its house alone, once, undone and said again; others are refused', async () => {
		const it = await house();
		const { db, ada, coast } = it;
		await save(db, ada, { floor: 'high', pillow: ['firm'], allergies: ['nuts'] }, { agreed: yes });
		expect(await noOf(tick(it, 'floor', { property: coast }))).toBe('not-found');
		expect(await noOf(tick(it, 'view'))).toBe('not-found');
		expect(await noOf(tick(it, 'floor', { stayId: newId() }))).toBe('not-found');
		expect(await noOf(tick(it, 'floor', {}, '2026-04-10T09:00:00.000Z'))).toBe('not-found');
		expect(await noOf(tick(it, 'floor', { outcome: 'not-possible' }))).toBe('invalid');
		const no = { outcome: 'not-possible', reason: 'not-free' } as const;
		expect(await noOf(tick(it, 'allergies', { ...no, why: canary }))).toBe('invalid');

		await Promise.all([tick(it, 'floor'), tick(it, 'floor')]);
		await tick(it, 'pillow', { ...no, why: 'All firm ones are out' });
		await tick(it, 'allergies', no);
		const lines = async () => (await guestAt(it, it.city))?.wishes ?? [];
		expect(await lines()).toMatchObject([
			{ itemId: 'allergies', tick: { outcome: 'not-possible', reason: 'not-free' } },
			{ itemId: 'pillow', tick: { why: 'All firm ones are out', by: 'Cleo Clerk' } },
			{ itemId: 'floor', tick: { outcome: 'honoured', at: now } }
		]);
		await tick(it, 'floor', { outcome: 'open' });
		await tick(it, 'floor', { outcome: 'open' });
		expect((await lines()).find(({ itemId }) => itemId === 'floor')?.tick).toBeUndefined();
		// What is wished anew is to be done anew.
		await savePreferences(
			db,
			{ id: newId(), memberId: ada.id, values: { pillow: ['soft'] } },
			'2026-03-01T10:00:00.000Z'
		);
		expect((await lines()).find(({ itemId }) => itemId === 'pillow')?.tick).toBeUndefined();
		const acts = (await auditOf(db)).filter(({ act }) => act.startsWith('wish-'));
		expect(
			acts.map(({ act, facts }) => [act, (JSON.parse(facts) as { item: string }).item])
		).toEqual([
			['wish-ticked', 'floor'],
			['wish-ticked', 'pillow'],
			['wish-ticked', 'allergies'],
			['wish-tick-undone', 'floor']
		]);
		expect(JSON.stringify(acts)).not.toContain('firm');
	});

	test('F4: what staff noticed is sealed, the guest reads it and removes it, nobody else can', async () => {
		const it = await house();
		const { db, ada, bob, city, coast, clerk } = it;
		const note = { staffId: clerk, property: city, number: ada.number, id: newId(), text: canary };
		await noteAtDesk(db, note, now);
		await noteAtDesk(db, note, now);
		expect(await noOf(noteAtDesk(db, { ...note, id: newId(), property: coast }, now))).toBe(
			'not-found'
		);
		expect(await noOf(noteAtDesk(db, { ...note, id: newId(), number: bob.number }, now))).toBe(
			'not-found'
		);
		expect((await guestAt(it, city))?.observed).toMatchObject([{ text: canary, on: '2026-03-01' }]);
		const { observed } = await readPreferences(db, ada.id, undefined, now);
		expect(observed).toMatchObject([{ text: canary, property: { en: 'CITY' } }]);
		expect(await rawText(db)).not.toContain(canary);
		await removeOwnObservation(db, { id: note.id, memberId: bob.id }, now);
		expect((await guestAt(it, city))?.observed).toHaveLength(1);
		await removeOwnObservation(db, { id: note.id, memberId: ada.id }, now);
		await removeOwnObservation(db, { id: note.id, memberId: ada.id }, now);
		expect((await guestAt(it, city))?.observed).toEqual([]);
		const other = { ...note, id: newId() };
		await noteAtDesk(db, other, now);
		await forgetAtDesk(db, other, now);
		const acts = (await auditOf(db)).map(({ act }) => act).filter((act) => /^obs/.test(act));
		expect(acts).toEqual([
			'observation-noted',
			'observation-removed',
			'observation-noted',
			'observation-removed'
		]);
	});

	test('B4 F3: a house promises otherwise than the group, at the desk and beside the wish', async () => {
		const it = await house();
		const { db, ada, city, coast } = it;
		const kindAt = async (code?: string) =>
			(await readBenefits(db, ada.id, code, now)).own.services[0]?.kind;
		expect([await kindAt(), await kindAt('CITY'), await kindAt('COAST')]).toEqual([
			'on-request',
			'offered',
			'on-request'
		]);
		expect((await readBenefits(db, ada.id, 'NOWHERE', now)).houses).toMatchObject([
			{ code: 'CITY' }
		]);
		const promiseAt = async (property?: Property) =>
			(await readPreferences(db, ada.id, property?.code, now)).groups
				.flatMap(({ items }) => items)
				.find(({ id }) => id === 'room-service')?.promise;
		expect([await promiseAt(), await promiseAt(city), await promiseAt(coast)]).toEqual([
			'on-request',
			'offered',
			'on-request'
		]);
		await save(db, ada, { 'room-service': ['fruit'] });
		expect((await guestAt(it, city))?.wishes).toMatchObject([{ promise: 'offered' }]);
	});

	test('F4: the survey asks about what was ticked or promised, and the rates stand beside each other', async () => {
		const it = await house();
		const { db, ada, stayId } = it;
		const wished = { floor: 'high', lift: 'away', 'room-service': ['fruit'], allergies: ['nuts'] };
		await save(db, ada, wished, { agreed: yes });
		await tick(it, 'floor');
		await tick(it, 'allergies');
		const left = { arrival: '2026-03-01', departure: '2026-03-04', status: 'checked_out' } as const;
		const known = await db
			.selectFrom('stay')
			.selectAll()
			.where('id', '=', stayId)
			.executeTakeFirst();
		await recordStays(
			db,
			[
				{
					...stayOf(ada, left),
					source: known!.source,
					stayId: known!.source_id,
					updatedAt: '2026-03-04T12:00:00.000Z'
				}
			],
			'2026-03-04T12:00:00.000Z'
		);
		const later = '2026-03-06T12:00:00.000Z';
		await runJob(db, 'survey-invitations', '2026-03-06T12', () => later);
		const response = await db.selectFrom('survey_response').selectAll().executeTakeFirstOrThrow();
		const who = { memberId: ada.id, id: response.id };
		const view = await readSurvey(db, who, 6, later);
		expect(view.state === 'open' && [view.steps[5]?.isWishes, view.questions]).toMatchObject([
			true,
			[
				{ id: 'wish.room-service' },
				{ id: 'wish.floor', wish: { texts: [{ en: 'High up' }] } }
			].sort((one, other) => (one.id < other.id ? -1 : 1))
		]);
		expect(await noOf(saveAnswers(db, who, { 'wish.allergies': 'yes' }, later))).toBe('invalid');
		expect(await noOf(saveAnswers(db, who, { 'wish.floor': 'maybe' }, later))).toBe('invalid');
		await saveAnswers(db, who, { 'wish.floor': 'no' }, later);
		await submitResponse(db, who, { recommend: '9', 'wish.room-service': 'yes' }, later);
		expect((await readResponse(db, response.id)).closing).toMatchObject([
			{ kind: 'wish' },
			{ kind: 'wish' },
			{},
			{}
		]);
		const asked = { sort: 'label', descending: false, filters: {}, offset: 0, limit: 25 } as const;
		const { rows, desk, guests } = await readHonoured(db, asked, 'en');
		expect(rows.map((row) => [row.label.en, row.desk.met, row.desk.of, row.guests.met])).toEqual([
			['Floor', 1, 1, 0],
			['Served in the room', 0, 0, 1]
		]);
		expect([desk, guests]).toEqual([
			{ met: 1, of: 1, small: true },
			{ met: 1, of: 2, small: true }
		]);
	});
});
