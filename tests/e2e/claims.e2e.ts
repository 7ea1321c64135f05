import sharp from 'sharp';
import { newId } from '#lib/server/ids.ts';
import { listProperties } from '#lib/server/stays/properties.ts';
import { recordStays } from '#lib/server/stays/record-stays.ts';
import { expect, expectAccessible, test } from './fixtures.ts';

const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10);

test('G2: a guest sends a claim with a photo, a manager accepts it, and the points are there', async ({
	page,
	db,
	signIn,
	signInStaff
}) => {
	await signIn({ familyName: 'Claymore', joinedAt: `${day(9)}T09:00:00.000Z` });
	const [house] = await listProperties(db);
	const number = `B${newId().slice(-8)}`;
	await recordStays(db, [ofNobody(house!.code, house!.currency, number)], new Date().toISOString());

	await page.goto('/stays');
	await page.getByRole('link', { name: 'A stay is missing' }).click();
	await page.getByLabel('Hotel').selectOption(house!.code);
	await page.getByLabel('Arrival').fill(day(3));
	await page.getByLabel('Departure').fill(day(1));
	await page.getByLabel('Booking or bill number').fill(number);
	const text = { name: 'bill.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture') };
	await page.getByLabel('Photo of the bill').setInputFiles(text);
	await page.getByRole('button', { name: 'Send' }).click();
	// What was typed stays when the photo is refused.
	await expect(page.locator('#photo-problem')).toContainText('take a screenshot');
	await expect(page.getByLabel('Booking or bill number')).toHaveValue(number);
	const phones = { name: 'IMG_1.HEIC', mimeType: '', buffer: Buffer.from('ftypheic') };
	await page.getByLabel('Photo of the bill').setInputFiles(phones);
	await expect(page.locator('#photo-problem')).toContainText('HEIC');
	await expect(page.getByLabel('Photo of the bill')).toHaveValue('');
	const grey = { create: { width: 60, height: 80, channels: 3, background: '#998' } } as const;
	const buffer = await sharp(grey).jpeg().toBuffer();
	await page.getByLabel('Photo of the bill').setInputFiles({ ...text, buffer });
	await expect(page.getByAltText('The photo that will be sent')).toBeVisible();
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Send' }).click();
	await expect(page.getByText('Being looked at')).toBeVisible();
	const claim = new URL(page.url()).pathname;
	await expect(page.getByAltText('Your photo of the bill')).toHaveJSProperty('naturalWidth', 60);

	await signInStaff('manager');
	await page.goto(claim.replace('/stays', '/admin'));
	await expect(page.getByAltText('Photo of the bill')).toHaveJSProperty('naturalWidth', 60);
	await expectAccessible(page);
	await page.getByRole('button', { name: 'Accept with this stay' }).click();
	await expect(page.getByRole('status')).toContainText('Accepted.');

	await page.goto(claim);
	await page.getByRole('link', { name: 'See the stay' }).click();
	await expect(page.getByRole('heading', { name: 'Points' })).toBeVisible();
	await page.locator('main a[href^="/points/"]').first().click();
	await expect(page).toHaveURL(/\/points\//);
});

function ofNobody(property: string, currency: string, stayId: string) {
	return {
		source: 'pms',
		stayId,
		property,
		email: 'agency@example.com',
		lastName: 'Claymore',
		status: 'checked_out',
		arrival: day(3),
		departure: day(1),
		rooms: 1,
		adults: 1,
		children: 0,
		currency,
		folio: [{ class: 'room', amountMinor: 20_000, on: day(1) }],
		awardNights: 0,
		updatedAt: new Date().toISOString()
	} as const;
}
