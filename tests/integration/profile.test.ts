import { expect, test } from 'vitest';
import { Refusal, type RefusalCode } from '#lib/domain/refusal.ts';
import { endOtherSessions, endSession, listSessions } from '#lib/server/auth/sessions.ts';
import { decideConsent } from '#lib/server/consent/decide-consent.ts';
import { textVersions, type Purpose } from '#lib/server/consent/purposes.ts';
import type { Db } from '#lib/server/db/database.ts';
import { readCard } from '#lib/server/guests/read-card.ts';
import { newId } from '#lib/server/ids.ts';
import { changeName } from '#lib/server/members/change-name.ts';
import { findMembersByName } from '#lib/server/members/guest-queries.ts';
import { readMe } from '#lib/server/members/read-me.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { onBothDatabases } from './databases.ts';
import { build, plainVersion, publish, stayOf } from './model/house.ts';
import { joined, now, signInAs, verified } from './people.ts';

const later = '2026-03-02T09:00:00.000Z';
const booked = { email: 'ada@example.com', lastName: 'Lindqvist' };
const refused = (code: RefusalCode) => expect.objectContaining({ name: Refusal.name, code });

const asMember = (db: Db, memberId: string) => ({
	decide: (purpose: Purpose, given: boolean, version = textVersions[purpose]) =>
		decideConsent(db, { memberId, purpose, given, version, locale: 'zh-CN' }, later),
	rename: (givenName: string, familyName: string) =>
		changeName(db, { memberId, givenName, familyName }, later)
});

onBothDatabases((open) => {
	test('P1: each purpose says what was answered, to which text, when and in which language', async () => {
		const db = await open();
		const { id, session } = await joined(db, { consents: ['membership', 'partners'] });
		await asMember(db, id).decide('marketing', true);
		await asMember(db, id).decide('partners', false);

		const { consents } = await readMe(db, id, session.sessionId, later);
		expect(consents.map(({ purpose, decision }) => [purpose, decision?.given])).toEqual([
			['membership', true],
			['marketing', true],
			['profiling', false],
			['partners', false],
			['transfer-abroad', false],
			['health', undefined]
		]);
		expect(consents[1]?.decision).toEqual({
			given: true,
			on: '2026-03-02',
			version: textVersions.marketing,
			locale: 'zh-CN'
		});
		const rows = await rowsOf(db, id);
		expect(rows).toHaveLength(7);
		expect(rows.at(-1)).toMatchObject({ channel: 'web', recorded_at: later, locale: 'zh-CN' });
	});

	test('P1: the same answer once more writes nothing, also at the same moment', async () => {
		const db = await open();
		const { id } = await joined(db);
		const { decide } = asMember(db, id);
		await Promise.all([decide('marketing', true), decide('marketing', true)]);
		await decide('marketing', true);
		expect(await rowsOf(db, id)).toHaveLength(6);
		await decide('marketing', false);
		await decide('marketing', false);
		expect(await rowsOf(db, id)).toHaveLength(7);
	});

	test('P1: giving and taking back one purpose changes no other, and nobody else’s', async () => {
		const db = await open();
		const one = await joined(db);
		const other = await joined(db, { email: 'other@example.com' });
		await asMember(db, one.id).decide('profiling', true);
		expect(await givenBy(db, one.id)).toEqual(['membership', 'profiling']);
		expect(await givenBy(db, other.id)).toEqual(['membership']);
		await asMember(db, one.id).decide('profiling', false);
		expect(await givenBy(db, one.id)).toEqual(['membership']);
	});

	test('P1: membership is not taken back in passing, and a yes counts only for the text that stands', async () => {
		const db = await open();
		const { id } = await joined(db);
		const { decide } = asMember(db, id);
		await expect(decide('membership', false)).rejects.toEqual(refused('invalid'));
		await expect(decide('marketing', true, '2019-01')).rejects.toEqual(
			refused('changed-meanwhile')
		);
		await expect(asMember(db, newId()).decide('marketing', true)).rejects.toEqual(
			refused('not-found')
		);
		expect(await rowsOf(db, id)).toHaveLength(5);
	});

	test('P1: a yes to an older text says so, stays a yes, and can be given to the new one', async () => {
		const db = await open();
		const { id, session } = await joined(db);
		await db
			.insertInto('consent')
			.values({
				id: newId(),
				member_id: id,
				purpose: 'marketing',
				given: 1,
				text_version: '2019-01',
				...{ locale: 'en', channel: 'desk', recorded_at: later }
			})
			.execute();
		const before = await readMe(db, id, session.sessionId, later);
		expect(before.consents[1]).toMatchObject({
			version: textVersions.marketing,
			decision: { given: true, version: '2019-01' }
		});
		await asMember(db, id).decide('marketing', true);
		const after = await readMe(db, id, session.sessionId, later);
		expect(after.consents[1]?.decision?.version).toBe(textVersions.marketing);
	});

	test('A4: a new name is on the card at once, and finds the stays that wait under it', async () => {
		const db = await open();
		await publish(db, plainVersion);
		await build(db);
		const member = await verified(db, { familyName: 'Lindkvist' });
		const other = await verified(db, { email: 'other@example.com', familyName: 'Brandt' });
		await recordStays(db, [stayOf(undefined, booked)], now);
		const { rename } = asMember(db, member.id);
		await Promise.all([rename('Åda', 'Lindqvist'), rename('Åda', 'Lindqvist')]);
		await rename('Åda', 'Lindqvist');

		expect((await readCard(db, member.id, later)).name).toBe('Åda Lindqvist');
		expect((await readMe(db, member.id, member.session.sessionId, later)).name).toBe(
			'Åda Lindqvist'
		);
		const found = await findMembersByName(db, [
			{ emailKey: 'ada@example.com', familyNameKey: 'lindqvist' }
		]);
		expect([...found.values()]).toEqual([member.id]);
		const stays = await db.selectFrom('stay').select('member_id').execute();
		expect(stays).toEqual([{ member_id: member.id }]);
		expect((await readCard(db, other.id, later)).name).toBe('Ada Brandt');
		await expect(asMember(db, newId()).rename('A', 'B')).rejects.toEqual(refused('not-found'));
	});

	test('A4: while the address is not proven a new name finds nothing', async () => {
		const db = await open();
		await publish(db, plainVersion);
		await build(db);
		const member = await joined(db, { familyName: 'Lindkvist' });
		await recordStays(db, [stayOf(undefined, booked)], now);
		await asMember(db, member.id).rename('Ada', 'Lindqvist');
		const stays = await db.selectFrom('stay').select('member_id').execute();
		expect(stays).toEqual([{ member_id: null }]);
	});

	test('A3: devices are listed with their day, and each is ended alone, by its owner only', async () => {
		const db = await open();
		const member = await verified(db);
		const other = await verified(db, { email: 'other@example.com' });
		const second = await signInAs(db, member, { address: '192.0.2.7' });
		const { devices } = await readMe(db, member.id, second.session.sessionId, later);
		expect(devices).toHaveLength(2);
		expect(devices.filter(({ current }) => current).map(({ id }) => id)).toEqual([
			second.session.sessionId
		]);
		for (const { name, signedInOn } of devices) {
			expect(name).toBe('Safari, iPhone');
			expect(signedInOn).toMatch(/^\d{4}-\d\d-\d\d$/);
		}

		expect(await endSession(db, 'member', other.id, second.session.sessionId)).toBe(false);
		expect(await endSession(db, 'member', member.id, member.session.sessionId)).toBe(true);
		expect(await endSession(db, 'member', member.id, member.session.sessionId)).toBe(false);
		await endOtherSessions(db, 'member', member.id, second.session.sessionId);
		expect(await listSessions(db, 'member', member.id)).toHaveLength(1);
		expect(await listSessions(db, 'member', other.id)).toHaveLength(1);
	});
});

function rowsOf(db: Db, memberId: string) {
	return db
		.selectFrom('consent')
		.selectAll()
		.where('member_id', '=', memberId)
		.orderBy('recorded_at')
		.orderBy('id')
		.execute();
}

async function givenBy(db: Db, memberId: string): Promise<string[]> {
	const { consents } = await readMe(db, memberId, 'none', later);
	return consents.filter(({ decision }) => decision?.given).map(({ purpose }) => purpose);
}
