import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { linkClaim } from '#lib/server/claims/link-claim.ts';
import { readClaims, readOwnPhoto } from '#lib/server/claims/read-claims.ts';
import { readClaimToDecide, weighClaim } from '#lib/server/claims/read-claim-to-decide.ts';
import { recordClaim } from '#lib/server/claims/record-claim.ts';
import { refuseClaim } from '#lib/server/claims/refuse-claim.ts';
import { sendClaim, type SendClaim } from '#lib/server/claims/send-claim.ts';
import { withdrawClaim } from '#lib/server/claims/withdraw-claim.ts';
import type { Db } from '#lib/server/db/database.ts';
import { holdKeys } from '#lib/server/crypto/seal.ts';
import { parseKeys } from '#lib/server/crypto/keys.ts';
import { runJob } from '#lib/server/jobs/run.ts';
import { mustHaveKeys } from '#lib/server/preferences/reseal.ts';
import { readStays } from '#lib/server/guests/read-stays.ts';
import { newId } from '#lib/server/ids.ts';
import { verifyLedger } from '#lib/server/ledger/verify.ts';
import { findIdentity } from '#lib/server/members/queries.ts';
import { createStaff } from '#lib/server/staff/create-staff.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import type { StayIn } from '#lib/server/stays/stay-in.ts';
import { onBothDatabases, placeOf } from './databases.ts';
import { build, plainVersion, publish } from './model/house.ts';
import { mailsTo, verified } from './people.ts';

const joinedAt = '2026-01-02T09:00:00.000Z';
const now = '2026-03-01T09:00:00.000Z';
const later = '2026-03-03T09:00:00.000Z';
const nights = { arrival: '2026-02-10', departure: '2026-02-12' };
const bill = { room: 20_000, food: 1_000, spa: 0, other: 0 };

onBothDatabases((open) => {
	async function house({ limit }: { limit?: number } = {}) {
		const db = await open();
		const approvals = limit === undefined ? {} : { approvals: { adjustMost: { manager: limit } } };
		await publish(db, { ...plainVersion, claimMonths: 6, ...approvals });
		await build(db);
		const { id: memberId } = await verified(db, {}, joinedAt);
		const managerId = await aManager(db, 'manager@example.com');
		return { db, memberId, managerId };
	}

	test('G2: a claim is sent once, decided once, and its stay posted once', async () => {
		const { db, memberId, managerId } = await house();
		const [kept] = await recordStays(db, [ofNobody()], now);
		const stayId = kept && 'stayId' in kept ? kept.stayId : '';
		const claim = aClaim(memberId);
		const twice = [await sendClaim(db, claim, now), await sendClaim(db, claim, later)];
		expect(twice).toEqual([{ claimId: claim.id }, { claimId: claim.id }]);
		await expect(sendClaim(db, { ...claim, note: 'other' }, now)).rejects.toThrow(
			'same-id-other-body'
		);
		await expect(sendClaim(db, aClaim(memberId), now)).rejects.toThrow('claim-known');

		const view = await readClaimToDecide(db, { claimId: claim.id, staffId: managerId }, now);
		expect(view).toMatchObject({
			may: 'decide',
			candidates: [
				{
					id: stayId,
					owner: 'nobody',
					like: ['reference', 'dates', 'name'],
					gives: { points: 2_050, nights: 2 },
					canLink: true
				}
			]
		});
		const decisions = [1, 2].map(() =>
			linkClaim(db, { claimId: claim.id, staffId: managerId, stayId }, later)
		);
		const answers = await Promise.allSettled(decisions);
		expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
		expect(answers.find(({ status }) => status === 'rejected')).toMatchObject({
			reason: { code: 'claim-decided', facts: { by: 'Mia' } }
		});
		expect(await balanceOf(db, memberId)).toBe(2_050);
		expect(await readClaims(db, memberId)).toMatchObject([{ status: 'accepted', stayId }]);
		expect(await mailsTo(db, memberId)).toContain('claim-accepted');
		expect((await verifyLedger(db)).problems).toEqual([]);
	});

	test('G2: what comes too late, is not over or not proven is refused; a refusal keeps its reason', async () => {
		const { db, memberId, managerId } = await house();
		const old = { arrival: '2025-08-30', departure: '2025-08-31' };
		const ahead = { arrival: '2026-03-01', departure: '2026-03-02' };
		const turned = { arrival: '2026-02-12', departure: '2026-02-10' };
		await expect(sendClaim(db, aClaim(memberId, old), now)).rejects.toMatchObject({
			code: 'claim-too-late',
			facts: { until: '2026-02-28' }
		});
		await expect(sendClaim(db, aClaim(memberId, ahead), now)).rejects.toThrow('claim-not-departed');
		await expect(sendClaim(db, aClaim(memberId, turned), now)).rejects.toThrow('invalid');
		const photo = new TextEncoder().encode('<svg/>');
		await expect(sendClaim(db, { ...aClaim(memberId), photo }, now)).rejects.toThrow(
			'image-unreadable'
		);

		const claim = aClaim(memberId);
		await sendClaim(db, claim, now);
		const refusal = { claimId: claim.id, staffId: managerId, reason: 'No such booking.' };
		await refuseClaim(db, refusal, now);
		expect(await readClaims(db, memberId)).toMatchObject([
			{ status: 'refused', reason: 'No such booking.' }
		]);
		await expect(withdrawClaim(db, { claimId: claim.id, memberId }, now)).rejects.toThrow(
			'claim-decided'
		);
		// After a no it can be asked again.
		const again = aClaim(memberId);
		await sendClaim(db, again, now);
		await withdrawClaim(db, { claimId: again.id, memberId }, now);
		await withdrawClaim(db, { claimId: again.id, memberId }, now);
	});

	test('G2 P3: with a new key the photo of a claim is sealed anew', async () => {
		const { db, memberId } = await house();
		const grey = { create: { width: 8, height: 8, channels: 3, background: '#777' } } as const;
		const claim = { ...aClaim(memberId), photo: await sharp(grey).jpeg().toBuffer() };
		await sendClaim(db, claim, now);
		const before = await readOwnPhoto(db, memberId, claim.id);
		const newer = `k9:${randomBytes(32).toString('base64')}`;
		const kept = await readFile(path.join(placeOf(db).dataDir, 'keys'), 'utf8').catch(() => '');
		holdKeys(db, parseKeys(kept ? `${newer},${kept.trim()}` : newer)!);
		expect(await runJob(db, 'reseal', '2026-03-01', () => now)).toEqual({ resealed: 1 });
		expect(await runJob(db, 'reseal', '2026-02-28', () => now)).toEqual({ resealed: 0 });
		holdKeys(db, parseKeys(newer)!);
		await mustHaveKeys(db);
		expect(await readOwnPhoto(db, memberId, claim.id)).toEqual(before);
		holdKeys(db, parseKeys(`k8:${randomBytes(32).toString('base64')}`)!);
		await expect(mustHaveKeys(db)).rejects.toThrow('k9');
	});

	test('G2: the photo is the guest’s: redrawn without its places, and nobody else’s', async () => {
		const { db, memberId } = await house();
		const other = await verified(db, { email: 'bob@example.com', familyName: 'Bo' }, joinedAt);
		const photo = await sharp({
			create: { width: 40, height: 20, channels: 3, background: '#888' }
		})
			.withExif({ IFD0: { Copyright: 'canary' }, IFD3: { GPSLatitude: '51/1' } })
			.jpeg()
			.toBuffer();
		const claim = { ...aClaim(memberId), photo };
		await sendClaim(db, claim, now);
		const kept = await readOwnPhoto(db, memberId, claim.id);
		expect(await sharp(kept).metadata()).toMatchObject({ format: 'webp', width: 40 });
		expect((await sharp(kept).metadata()).exif).toBeUndefined();
		await expect(readOwnPhoto(db, other.id, claim.id)).rejects.toThrow('not-found');
		await expect(sendClaim(db, { ...claim, memberId: other.id }, now)).rejects.toThrow('not-found');
	});

	test('G2, G3: a stay recorded by hand gives way to the house’s own word, and counts once', async () => {
		const { db, memberId, managerId } = await house();
		const claim = aClaim(memberId);
		await sendClaim(db, claim, now);
		const asked = { claimId: claim.id, staffId: managerId, amounts: bill, why: 'the bill' };
		expect(await weighClaim(db, claim.id, asked, now)).toMatchObject({ points: 2_050, nights: 2 });
		expect(await balanceOf(db, memberId)).toBe(0);
		expect(await recordClaim(db, asked, now)).toEqual({ points: 2_050 });
		expect(await balanceOf(db, memberId)).toBe(2_050);

		const { number } = (await findIdentity(db, memberId))!;
		const own = { ...ofNobody(), memberNumber: number, lastName: undefined, email: undefined };
		const [reported] = await recordStays(db, [own], now);
		expect(reported).toMatchObject({ outcome: 'created', points: 2_050 });
		expect(await balanceOf(db, memberId)).toBe(2_050);
		expect(await nightsOf(db, memberId)).toBe(2);
		const stays = await readStays(db, memberId, {}, now);
		expect(stays.past).toHaveLength(1);
		expect(stays.claims).toMatchObject([{ stayId: stays.past[0]?.id }]);
		// The same word again changes nothing.
		await recordStays(db, [own], later);
		expect(await balanceOf(db, memberId)).toBe(2_050);
		expect((await verifyLedger(db)).problems).toEqual([]);
	});

	test('J3, T24: nobody decides for themselves, nor gives by hand more than they may', async () => {
		const { db, memberId, managerId } = await house({ limit: 2_500 });
		const guest = (await findIdentity(db, memberId))!;
		const selfId = await aManager(db, guest.email);
		const claim = aClaim(memberId);
		await sendClaim(db, claim, now);
		const asked = { claimId: claim.id, staffId: managerId, amounts: bill, why: 'the bill' };
		for (const deciding of [
			recordClaim(db, { ...asked, staffId: selfId }, now),
			refuseClaim(db, { claimId: claim.id, staffId: selfId, reason: 'no' }, now)
		])
			await expect(deciding).rejects.toThrow('own-membership');
		expect(await readClaimToDecide(db, { claimId: claim.id, staffId: selfId }, now)).toMatchObject({
			may: 'own'
		});

		await recordClaim(db, asked, now);
		const second = aClaim(memberId, { arrival: '2026-02-20', departure: '2026-02-21' });
		await sendClaim(db, second, now);
		await expect(recordClaim(db, { ...asked, claimId: second.id }, now)).rejects.toMatchObject({
			code: 'above-your-limit',
			facts: { limit: 2_500, today: 2_050 }
		});
		expect(await balanceOf(db, memberId)).toBe(2_050);
		expect(await readClaims(db, memberId)).toMatchObject([{ status: 'sent' }, {}]);
	});
});

function aClaim(memberId: string, days = nights): SendClaim {
	return {
		id: newId(),
		memberId,
		property: 'CITY',
		...days,
		reference: 'no. B-4711',
		bookedName: 'Ada Lindqvist'
	};
}

function ofNobody(): StayIn {
	return {
		source: 'pms',
		stayId: 'B4711',
		property: 'CITY',
		email: 'agency@example.com',
		lastName: 'Lindqvist',
		status: 'checked_out',
		...nights,
		rooms: 1,
		adults: 1,
		children: 0,
		currency: 'EUR',
		folio: [
			{ class: 'room', amountMinor: 20_000, on: nights.departure },
			{ class: 'food', amountMinor: 1_000, on: nights.departure }
		],
		awardNights: 0,
		updatedAt: now
	};
}

async function aManager(db: Db, email: string): Promise<string> {
	const id = newId();
	const staff = { id, name: 'Mia', email, role: 'manager', locale: 'en' } as const;
	await createStaff(
		db,
		{ ...staff, password: 'a manager’s long secret', propertyCodes: [] },
		{ kind: 'system', id: 'test' },
		joinedAt
	);
	return id;
}

async function balanceOf(db: Db, memberId: string): Promise<number> {
	const account = db.selectFrom('account').select('balance').where('member_id', '=', memberId);
	return (await account.executeTakeFirstOrThrow()).balance;
}

async function nightsOf(db: Db, memberId: string): Promise<number> {
	const { sum } = await db
		.selectFrom('credit')
		.select((credit) => credit.fn.sum('amount').as('sum'))
		.where('member_id', '=', memberId)
		.where('kind', '=', 'nights')
		.executeTakeFirstOrThrow();
	return Number(sum);
}
