import { transact } from '#lib/server/db/transact.ts';
import { returnUnconfirmed } from '#lib/server/rewards/return-unconfirmed.ts';
import { minutesAfter } from '#lib/server/clock.ts';
import { book } from './booked-room.ts';
import { daysFrom, expect, expectAccessible, languages, test } from './fixtures.ts';

const today = new Date().toISOString().slice(0, 10);

for (const language of languages)
	test(`E3 K1: the desk says yes to a booking, and the guest’s open page shows the code (${language})`, async ({
		page,
		signIn,
		signInStaff,
		stay,
		db
	}) => {
		const guest = await signIn({ locale: language, familyName: `Waits-${language}` });
		await stay(guest);
		const { id } = await book(db, guest.id, daysFrom(today, 12));
		const voucher = await page.context().newPage();
		await voucher.goto(`/rewards/vouchers/${id}`);
		await expect(voucher.getByRole('img', { name: /QR|二维码/ })).toHaveCount(0);

		await signInStaff('desk');
		await page.goto('/desk/waiting');
		await expectAccessible(page);
		const booking = page.getByRole('listitem').filter({ hasText: `Waits-${language}` });
		await booking.getByRole('button', { name: /^(Yes, confirm it|确认)$/ }).click();
		await expect(page.getByText(/Confirmed\. The guest is told|已确认/).first()).toBeVisible();
		await expect(booking).toHaveCount(0);
		// What moves on a page that nobody sees does not come to its end.
		await page.bringToFront();
		await expectAccessible(page);
		await voucher.bringToFront();
		await expect(voucher.getByRole('img', { name: /QR|二维码/ })).toBeVisible({ timeout: 15_000 });
	});

test('E3: a booking that nobody answers returns at its cut-off where the house is, its points once', async ({
	page,
	signIn,
	stay,
	db
}) => {
	const guest = await signIn();
	await stay(guest);
	await page.goto('/rewards');
	const before = await page.getByText(/^You have [\d,]+ points/).innerText();
	const { id, to } = await book(db, guest.id, daysFrom(today, 2));
	const runAt = (now: string) =>
		transact(db, (trx) =>
			returnUnconfirmed(trx, { date: now.slice(0, 13), now, cursor: undefined })
		);

	await runAt(minutesAfter(to, -1));
	await page.goto(`/rewards/vouchers/${id}`);
	await expect(page.getByText(/The hotel says yes or no by .*, 18:00/)).toBeVisible();

	for (let run = 0; run < 3; run++) await runAt(to);
	await page.reload();
	await expect(page.getByText(/The hotel did not answer in time.* 400 points/)).toBeVisible();
	await page.goto('/rewards');
	await expect(page.getByText(before)).toBeVisible();
});
