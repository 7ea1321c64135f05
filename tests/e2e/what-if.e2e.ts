import { expect, test } from './fixtures.ts';

test('B3: a slider moved by keys is answered at once, and what is typed as well', async ({
	page,
	signIn,
	stay
}) => {
	await stay(await signIn());
	await page.goto('/home');
	await page.getByRole('link', { name: 'What if' }).click();
	const said = page.getByRole('region', { name: 'Where it leads' });
	await expect(said).toContainText('Silver');
	await expect(said).toContainText('from ');

	const nights = page.getByRole('slider', { name: 'Nights' });
	await nights.focus();
	await page.keyboard.press('Home');
	await expect(said).toContainText('Without another night');
	await expect(said).toContainText('Member');
	await page.keyboard.press('ArrowRight');
	await expect(said).toContainText('With 1 night more');
	await expect(nights).toHaveAttribute('aria-valuetext', '1 night: Member');
	await expect(page).toHaveURL(/nights=1&/);

	await page.getByLabel('A night costs').first().fill('310.50');
	await page.keyboard.press('Tab');
	await expect(page).toHaveURL(/perNight=310\.5/);
	await expect(page.getByText('$310.50')).toBeVisible();
});

test.describe('without JavaScript', () => {
	test.use({ javaScriptEnabled: false });

	test('B3 B4: the plan is a form, and the benefits say what the next tier adds', async ({
		page,
		signIn
	}) => {
		await signIn();
		await page.goto('/what-if');
		await page.getByLabel('Nights', { exact: true }).first().fill('40');
		await page.getByRole('button', { name: 'Show' }).click();
		await expect(page.getByRole('region', { name: 'Where it leads' })).toContainText('Gold');
		await page.goto('/benefits');
		await expect(page.getByRole('heading', { name: 'As Member' })).toBeVisible();
		await expect(page.getByRole('heading', { name: 'Silver adds' })).toBeVisible();
	});
});
