import { expect, test } from 'vitest';
import { stepAt } from '#lib/domain/cards/rotating-code.ts';
import {
	endAllSessions,
	endSession,
	rotateSession,
	startSession
} from '#lib/server/auth/sessions.ts';
import { codeAt } from '#lib/server/cards/check-code.ts';
import { deviceKey } from '#lib/server/cards/device-key.ts';
import { readCode } from '#lib/server/cards/read-code.ts';
import { minutesAfter } from '#lib/server/clock.ts';
import type { Db } from '#lib/server/db/database.ts';
import { withFewWrongCodes } from '#lib/server/desk/few-wrong-codes.ts';
import { lookUp } from '#lib/server/desk/look-up.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { suspendMember } from '#lib/server/members/suspend-member.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { onBothDatabases } from './databases.ts';
import type { Person } from './model/house.ts';
import { phone } from './people.ts';
import { hire, manager, now, openHouse } from './reward-house.ts';

const today = now.slice(0, 10);
const seconds = (by: number) => new Date(Date.parse(now) + by * 1000).toISOString();
const minutes = (by: number) => minutesAfter(now, by);

onBothDatabases((open) => {
	/** Two hotels with a clerk each, two guests, and a phone of Ada's. */
	async function desk() {
		const { db, ada, bob } = await openHouse(await open());
		const [city, lake] = await listProperties(db);
		const atCity = { staffId: await hire(db, 'desk', [city!.id]), property: city! };
		const atLake = { staffId: await hire(db, 'desk', [lake!.id]), property: lake! };
		return { db, ada, bob, atCity, atLake, adas: await deviceOf(db, ada) };
	}

	test('B2 K5: a good code opens the guest’s screen for twelve hours, at that house only', async () => {
		const { db, ada, atCity, atLake, adas } = await desk();
		const first = await lookUp(db, { ...atCity, typed: adas.typed(now) }, now);
		expect(first).toMatchObject({ kind: 'guest', verified: true, guest: { number: ada.number } });
		const guest = first.kind === 'guest' ? first.guest : undefined;
		expect([guest?.stay, guest?.passTo]).toEqual([undefined, '21:00']);

		const byNumber = (at: string, clerk = atCity) =>
			lookUp(db, { ...clerk, typed: ada.number }, at);
		const last = seconds(12 * 3_600 - 1);
		expect(await byNumber(last)).toMatchObject({ kind: 'guest', verified: false });
		expect(await byNumber(seconds(12 * 3_600))).toMatchObject({ kind: 'card', verified: false });
		expect((await byNumber(now, atLake)).kind).toBe('card');
		// Another code counts anew.
		await lookUp(db, { ...atCity, typed: adas.typed(last) }, last);
		expect((await byNumber(minutes(23 * 60))).kind).toBe('guest');
	});

	test('B2: a code is good once: a second desk, and the same again, are told when it was taken', async () => {
		const { db, ada, atCity, atLake, adas } = await desk();
		const typed = adas.typed(now);
		await lookUp(db, { ...atCity, typed }, now);
		const later = seconds(40);
		expect(await lookUp(db, { ...atLake, typed }, later)).toEqual({
			kind: 'card-refused',
			no: { code: 'card-code-seen', at: '09:00', here: false }
		});
		expect(await lookUp(db, { ...atCity, typed }, later)).toMatchObject({
			no: { code: 'card-code-seen', here: true }
		});
		expect((await lookUp(db, { ...atLake, typed: ada.number }, later)).kind).toBe('card');
		const next = adas.typed(later);
		expect(await lookUp(db, { ...atLake, typed: next }, later)).toMatchObject({ verified: true });
	});

	test('B2: of two desks that take one code at the same moment one has it', async () => {
		const { db, atCity, atLake, adas } = await desk();
		const typed = adas.typed(now);
		const both = [atCity, atLake, atCity, atLake].map((clerk) =>
			lookUp(db, { ...clerk, typed }, now)
		);
		const kinds = (await Promise.all(both)).map(({ kind }) => kind);
		expect(kinds.toSorted()).toEqual(['card-refused', 'card-refused', 'card-refused', 'guest']);
		expect(await db.selectFrom('card_code_use').selectAll().execute()).toHaveLength(1);
		expect(await db.selectFrom('desk_pass').selectAll().execute()).toHaveLength(1);
	});

	test('B2: a phone whose clock is wrong by more than a minute is told by how much', async () => {
		const { db, ada, atCity, adas } = await desk();
		for (const [by, code, off, shownAt] of [
			[-61, 'card-code-old', 2, '08:58'],
			[-7 * 60, 'card-code-old', 7, '08:53'],
			[-170 * 60, 'card-code-old', 170, '06:10'],
			[90, 'card-code-ahead', 2, '09:01'],
			[60 * 60, 'card-code-ahead', 60, '10:00']
		] as const)
			expect(await lookUp(db, { ...atCity, typed: adas.typed(seconds(by)) }, now)).toEqual({
				kind: 'card-refused',
				no: { code, minutes: off, shownAt }
			});
		expect((await lookUp(db, { ...atCity, typed: ada.number }, now)).kind).toBe('card');
	});

	test('B2: a phone whose clock is wrong by a minute is good', async () => {
		const { db, atCity, adas } = await desk();
		for (const by of [-60, -30, 30, 60]) {
			const typed = adas.typed(seconds(by));
			expect(await lookUp(db, { ...atCity, typed }, now), `${by}`).toMatchObject({
				verified: true
			});
		}
	});

	test('B2: another member’s code, another device’s key and a code of yesterday are unknown', async () => {
		const { db, ada, bob, atCity, adas } = await desk();
		const bobs = await deviceOf(db, bob);
		const unknown = { kind: 'card-refused', no: { code: 'card-code-unknown' } };
		const eight = (typed: string) => typed.slice(-8);
		for (const typed of [
			`SW1:C:${ada.number}:${eight(bobs.typed(now))}`,
			`${ada.number} ${codeAt(bobs.key, ada.number, stepAt(now))}`,
			`${bob.number} ${eight(adas.typed(now))}`,
			adas.typed(minutes(-24 * 60)),
			`${ada.number} 00000000`
		])
			expect(await lookUp(db, { ...atCity, typed }, now), typed).toEqual(unknown);
		expect(await db.selectFrom('desk_pass').selectAll().execute()).toEqual([]);
		expect(await db.selectFrom('card_code_use').selectAll().execute()).toEqual([]);
	});

	test('B2: each device has its own key, made once however often the card is opened', async () => {
		const { db, ada, atCity, adas } = await desk();
		const again = await Promise.all([1, 2, 3].map(() => deviceKey(db, adas.device, now)));
		expect(new Set(again.map((key) => key?.secret))).toEqual(new Set([adas.key]));
		const tablet = await deviceOf(db, ada);
		expect(tablet.key).not.toBe(adas.key);
		expect(tablet.key).toMatch(/^[\w-]{43}$/);
		for (const typed of [adas.typed(now), tablet.typed(now)])
			expect(await lookUp(db, { ...atCity, typed }, now)).toMatchObject({ verified: true });
	});

	test('B2: what the page shows without a script is the code of now', async () => {
		const { db, ada, atCity, adas } = await desk();
		const device = { ...adas.device, number: ada.number };
		const shown = await readCode(db, device, seconds(29));
		expect(shown).toMatchObject({ key: adas.key, goodTo: '09:01' });
		expect(`${ada.number} ${shown.digits}`).toBe(adas.typed(now));
		const typed = `${ada.number} ${shown.digits}`;
		expect(await lookUp(db, { ...atCity, typed }, seconds(89))).toMatchObject({ verified: true });
	});

	test('A3 B2: the key of a device ends with its session, however that ends', async () => {
		const { db, ada, atCity } = await desk();
		for (const end of ends) {
			const { typed, device } = await deviceOf(db, ada);
			await end(db, device);
			expect(await lookUp(db, { ...atCity, typed: typed(now) }, now), String(end)).toMatchObject({
				no: { code: 'card-code-unknown' }
			});
		}
	});

	test('A3 B2: no key is left of a session that ended, however it did', async () => {
		const { db, ada, bob } = await desk();
		const bobs = await deviceOf(db, bob);
		await suspendMember(db, { memberId: ada.id, why: 'Asked for it' }, manager, now);
		const over = '2025-01-01T00:00:00.000Z';
		await db.updateTable('session').set({ expires_at: over }).execute();
		expect(await keysOf(db)).toEqual([bobs.device.memberId]);
		await runJob(db, 'sweep', today, () => now);
		expect(await keysOf(db)).toEqual([]);
	});

	test('A3 B2: a device that is signed out while it opens the card gets no key', async () => {
		const { db, ada } = await desk();
		const before = await keysOf(db);
		const { sessionId } = await startSession(db, 'member', ada.id, phone);
		await endSession(db, 'member', ada.id, sessionId);
		const device = { memberId: ada.id, sessionId };
		expect(await deviceKey(db, device, now)).toBeUndefined();
		await expect(readCode(db, { ...device, number: ada.number }, now)).rejects.toMatchObject({
			code: 'not-found'
		});
		expect(await keysOf(db)).toEqual(before);
	});

	test('K5: a code of a suspended member is no card at all', async () => {
		const { db, ada, atCity, adas } = await desk();
		await suspendMember(db, { memberId: ada.id, why: 'Asked for it' }, manager, now);
		const found = await lookUp(db, { ...atCity, typed: adas.typed(now) }, now);
		expect(found).toEqual({ kind: 'nothing', typed: 'card' });
	});

	test('K5: every code is kept with what was shown, the refused ones with why, none with its digits', async () => {
		const { db, ada, atCity, atLake, adas } = await desk();
		const typed = adas.typed(now);
		await lookUp(db, { ...atCity, typed }, now);
		await lookUp(db, { ...atLake, typed }, now);
		await lookUp(db, { ...atLake, typed: `${ada.number} 12345678` }, now);
		const acts = await db
			.selectFrom('audit')
			.select(['actor_id', 'subject_id', 'facts'])
			.where('act', '=', 'card-looked-up')
			.orderBy('id')
			.execute();
		expect(acts.map(({ facts }) => JSON.parse(facts) as unknown)).toEqual([
			{ property: 'CITY', shown: 'guest', verified: true },
			{ property: 'LAKE', shown: 'nothing', refused: 'card-code-seen' },
			{ property: 'LAKE', shown: 'nothing', refused: 'card-code-unknown' }
		]);
		expect(new Set(acts.map(({ subject_id }) => subject_id))).toEqual(new Set([ada.id]));
		expect(JSON.stringify(acts)).not.toContain(ada.number);
		expect(JSON.stringify(acts)).not.toContain(typed.slice(-8));
	});

	test('T24 B2: after ten codes that no card shows even a right one is refused for a while', async () => {
		const { db, ada, atCity, adas } = await desk();
		const look = (typed: string) =>
			withFewWrongCodes(db, atCity.staffId, now, () => lookUp(db, { ...atCity, typed }, now));
		for (let tried = 0; tried < 10; tried += 1) await look(`${ada.number} 0000000${tried}`);
		await expect(look(adas.typed(now))).rejects.toMatchObject({ code: 'too-many-tries' });
	});

	test('K5: passes that are over are swept', async () => {
		const { db, atCity, adas } = await desk();
		await lookUp(db, { ...atCity, typed: adas.typed(now) }, now);
		const sweepAt = (at: string) => runJob(db, 'sweep', at.slice(0, 10), () => at);
		await sweepAt(minutes(11 * 60));
		expect(await db.selectFrom('desk_pass').selectAll().execute()).toHaveLength(1);
		await sweepAt(minutes(25 * 60));
		expect(await db.selectFrom('desk_pass').selectAll().execute()).toEqual([]);
	});
});

interface Device {
	readonly memberId: string;
	readonly sessionId: string;
}

/** Signed out, everywhere too as with a new password, a new address, over by time. */
const ends: readonly ((db: Db, device: Device) => Promise<unknown>)[] = [
	(db, { memberId, sessionId }) => endSession(db, 'member', memberId, sessionId),
	(db, { memberId }) => endAllSessions(db, 'member', memberId),
	(db, { memberId, sessionId }) => rotateSession(db, 'member', memberId, sessionId, phone),
	(db, { sessionId }) =>
		db.updateTable('session').set({ expires_at: now }).where('id', '=', sessionId).execute()
];

/** A device on which this member opened the card, and what it would say at an instant. */
async function deviceOf(db: Db, { id, number }: Person) {
	const { sessionId } = await startSession(db, 'member', id, phone);
	const device: Device = { memberId: id, sessionId };
	const key = (await deviceKey(db, device, now))?.secret ?? '';
	const typed = (at: string) => `${number} ${codeAt(key, number, stepAt(at))}`;
	return { device, key, typed };
}

async function keysOf(db: Db): Promise<readonly string[]> {
	const rows = await db.selectFrom('card_key').select('member_id').execute();
	return rows.map(({ member_id }) => member_id);
}
