// Every screen that the gallery shows: where it is, whose it is, and what to do there first.

const first =
	(prefix, hasText = '') =>
	async (page) => {
		const links = page.locator(`main a[href^="${prefix}"]`).filter({ hasText });
		const href = await links.first().getAttribute('href');
		await page.goto(href, { waitUntil: 'networkidle' });
	};
const reward = (number) => `/rewards/01980000-0000-7000-8000-0000000000${number}`;
const thisMonth = () => `/points/statement/${new Date().toISOString().slice(0, 7)}`;

/**
 * In eight views each. `who`: nobody, the guest of the demo, or one who has just joined. `readme`: the views
 * whose first screen is a picture of the README.
 */
export const guestScreens = [
	{ name: 'welcome', path: '/', who: 'nobody', says: 'Welcome' },
	{ name: 'join', path: '/join', who: 'nobody', says: 'Join' },
	{ name: 'sign-in', path: '/sign-in', who: 'nobody', says: 'Sign in' },
	{ name: 'forgot', path: '/forgot', who: 'nobody', says: 'A new password' },
	{ name: 'terms', path: '/terms/membership', who: 'nobody', says: 'Terms' },
	{ name: 'home', readme: ['360-light-en'], path: '/home', who: 'guest', says: 'Home' },
	{ name: 'home-first', path: '/home', who: 'new', says: 'Home before the first stay' },
	{ name: 'card', readme: ['360-dark-en'], path: '/card', who: 'guest', says: 'The card' },
	{
		name: 'what-if',
		readme: ['360-light-en'],
		path: '/what-if',
		who: 'guest',
		says: 'What more nights would bring'
	},
	{ name: 'benefits', path: '/benefits', who: 'guest', says: 'Benefits' },
	{ name: 'milestones', path: '/milestones', who: 'guest', says: 'Milestones' },
	{ name: 'points', path: '/points', who: 'guest', says: 'Points' },
	{ name: 'points-first', path: '/points', who: 'new', says: 'Points before the first stay' },
	{
		name: 'why',
		path: '/points',
		then: first('/points/0', '+'),
		who: 'guest',
		says: 'Why these points'
	},
	{ name: 'lots', path: '/points/lots', who: 'guest', says: 'When points expire' },
	{ name: 'statement', path: thisMonth(), who: 'guest', says: 'A statement' },
	{
		name: 'rewards',
		readme: ['360-light-en', '360-dark-zh-CN'],
		path: '/rewards',
		who: 'guest',
		says: 'Rewards'
	},
	{ name: 'rewards-first', path: '/rewards', who: 'new', says: 'Rewards without points' },
	{ name: 'reward', readme: ['360-light-en'], path: reward(12), who: 'guest', says: 'A reward' },
	{ name: 'vouchers', path: '/rewards/vouchers', who: 'guest', says: 'Vouchers' },
	{
		name: 'voucher',
		readme: ['360-light-en'],
		path: '/rewards/vouchers',
		then: first('/rewards/vouchers/0'),
		who: 'guest',
		says: 'A voucher'
	},
	{ name: 'stays', path: '/stays', who: 'guest', says: 'Stays' },
	{ name: 'stays-first', path: '/stays', who: 'new', says: 'Before the first stay' },
	{ name: 'stay', path: '/stays', then: first('/stays/0'), who: 'guest', says: 'A stay' },
	{ name: 'claim-form', path: '/stays/claim', who: 'guest', says: 'A stay is missing' },
	{
		name: 'claim',
		path: '/stays',
		then: first('/stays/claims/'),
		who: 'guest',
		says: 'What became of it'
	},
	{ name: 'preferences', path: '/preferences', who: 'guest', says: 'How you like it' },
	{ name: 'wish-history', path: '/preferences/history', who: 'guest', says: 'What has changed' },
	{ name: 'surveys', path: '/surveys', who: 'guest', says: 'Surveys' },
	{ name: 'survey', path: '/surveys', then: first('/surveys/0'), who: 'guest', says: 'A survey' },
	{
		name: 'survey-mailed',
		path: (_, { survey }) => `${survey}?rating=9`,
		who: 'mailed',
		says: 'A survey, one tap from the mail'
	},
	{
		name: 'case',
		path: '/surveys',
		then: first('/surveys/cases/0'),
		who: 'guest',
		says: 'What became of what a guest said'
	},
	{ name: 'me', path: '/me', who: 'guest', says: 'Me' },
	{ name: 'notices', path: '/me/notices', who: 'guest', says: 'What we tell you, and how' },
	{
		name: 'offline',
		path: (locale) => `/offline/${locale}`,
		who: 'nobody',
		says: 'Without a network'
	}
];

/** At 1280 px by day in English, and at 360 px by night in Chinese. */
export const staffScreens = [
	{
		name: 'desk',
		readme: ['1280-light-en'],
		path: '/desk',
		then: lookUp,
		who: 'desk',
		says: 'The desk: a guest'
	},
	{
		name: 'desk-arrivals',
		readme: ['1280-light-en'],
		path: '/desk/arrivals',
		who: 'desk',
		says: 'The desk: arrivals'
	},
	{ name: 'desk-search', path: '/desk/search', who: 'desk', says: 'The desk: by name' },
	{ name: 'desk-waiting', path: '/desk/waiting', who: 'desk', says: 'The desk: to confirm' },
	{ name: 'desk-enrol', path: '/desk/enrol', who: 'desk', says: 'The desk: a walk-in' },
	{ name: 'admin-members', path: '/admin/members', who: 'manager', says: 'Members' },
	{
		name: 'admin-member',
		path: '/admin/members',
		then: first('/admin/members/0'),
		who: 'manager',
		says: 'A member'
	},
	{ name: 'admin-claims', path: '/admin/claims', who: 'manager', says: 'Missing stays' },
	{
		name: 'admin-claim',
		path: '/admin/claims',
		then: first('/admin/claims/0'),
		who: 'manager',
		says: 'A missing stay'
	},
	{ name: 'admin-rewards', path: '/admin/rewards', who: 'manager', says: 'The catalogue' },
	{ name: 'admin-reward', path: `/admin${reward(12)}`, who: 'manager', says: 'A reward' },
	{ name: 'admin-booked', path: '/admin/rewards/booked', who: 'manager', says: 'Booked rewards' },
	{ name: 'admin-programme', path: '/admin/programme', who: 'manager', says: 'The programme' },
	{
		name: 'admin-draft',
		readme: ['1280-light-en'],
		path: '/admin/programme',
		then: draft,
		who: 'manager',
		says: 'A draft'
	},
	{ name: 'admin-surveys', path: '/admin/surveys', who: 'manager', says: 'The index' },
	{
		name: 'admin-trend',
		path: '/admin/surveys',
		then: trend,
		who: 'manager',
		says: 'Month by month'
	},
	{
		name: 'admin-importance',
		readme: ['1280-light-en'],
		path: '/admin/surveys',
		then: chart,
		who: 'manager',
		says: 'What to mend first'
	},
	{
		name: 'admin-scores',
		path: '/admin/surveys/scores',
		who: 'manager',
		says: 'Scores side by side'
	},
	{ name: 'admin-words', path: '/admin/surveys/words', who: 'manager', says: 'What guests write' },
	{ name: 'admin-theme', path: '/admin/surveys/words/noise', who: 'manager', says: 'A theme' },
	{ name: 'admin-responses', path: '/admin/surveys/responses', who: 'manager', says: 'Responses' },
	{
		name: 'admin-response',
		path: '/admin/surveys/responses',
		then: first('/admin/surveys/responses/0'),
		who: 'manager',
		says: 'A response'
	},
	{
		name: 'admin-invitations',
		path: '/admin/surveys/invitations',
		who: 'manager',
		says: 'Invitations'
	},
	{ name: 'admin-cuts', path: '/admin/surveys/cuts', who: 'manager', says: 'Limits' },
	{
		name: 'admin-survey-versions',
		path: '/admin/surveys/versions',
		who: 'manager',
		says: 'Versions of the survey'
	},
	{
		name: 'admin-survey-version',
		path: '/admin/surveys/versions/1',
		who: 'manager',
		says: 'What was asked'
	},
	{
		name: 'admin-survey',
		path: '/admin/surveys/versions',
		then: surveyDraft,
		who: 'manager',
		says: 'The survey in making'
	},
	{
		name: 'admin-survey-question',
		path: '/admin/surveys/draft/parts/location',
		who: 'manager',
		says: 'A question'
	},
	{
		name: 'admin-survey-weights',
		path: '/admin/surveys/draft/weights/dimensions',
		who: 'manager',
		says: 'Weights, typed or by pairs'
	},
	{
		name: 'admin-survey-preview',
		path: (locale) => `/admin/surveys/draft/preview/${locale}`,
		who: 'manager',
		says: 'The survey on a phone'
	},
	{ name: 'admin-cases', path: '/admin/cases', who: 'manager', says: 'Guests’ words' },
	{
		name: 'admin-case',
		path: '/admin/cases?status=resolved&q=Lindqvist',
		then: first('/admin/cases/0'),
		who: 'manager',
		says: 'A case'
	},
	{ name: 'admin-preferences', path: '/admin/preferences', who: 'manager', says: 'Preferences' },
	{
		name: 'admin-honoured',
		path: '/admin/preferences/honoured',
		who: 'manager',
		says: 'Wishes honoured'
	},
	{ name: 'admin-services', path: '/admin/services', who: 'manager', says: 'Services by tier' },
	{ name: 'admin-properties', path: '/admin/properties', who: 'manager', says: 'Hotels' },
	{
		name: 'admin-property',
		path: '/admin/properties',
		then: first('/admin/properties/0'),
		who: 'manager',
		says: 'A hotel, and when somebody is there'
	},
	{ name: 'admin-exchange', path: '/admin/exchange', who: 'manager', says: 'Exchange rates' },
	{ name: 'admin-brand', path: '/admin/brand', who: 'manager', says: 'The look of the hotel' },
	{ name: 'admin-staff', path: '/admin/staff', who: 'owner', says: 'Staff' },
	{ name: 'admin-mail', path: '/admin/mail', who: 'manager', says: 'Mail' },
	{ name: 'admin-audit', path: '/admin/audit', who: 'owner', says: 'Audit log' }
];

/** The guest of the demo, whose number a clerk types in Lisbon. */
async function lookUp(page, { number }) {
	await page.getByRole('textbox').first().fill(number);
	await page.keyboard.press('Enter');
	await page.waitForLoadState('networkidle');
}

/** A rate that a manager is about to change. */
async function draft(page) {
	const link = page.locator('main a[href*="draft"]').first();
	if (await link.count()) await link.click();
	else await page.locator('main form button').first().click();
	await page.waitForURL(/draft/);
	await page.locator('[id="earning.standard.points"]').fill('12');
	await page.waitForLoadState('networkidle');
}

/** Where the chart begins. */
async function chart(page) {
	await page
		.locator('section', { has: page.locator('svg .cut') })
		.evaluate((section) => section.scrollIntoView());
}

async function trend(page) {
	await page
		.locator('section', { has: page.locator('svg .trend') })
		.evaluate((section) => section.scrollIntoView());
}

/** The survey that is being changed, begun where nobody did. */
async function surveyDraft(page) {
	const link = page.locator('main a[href="/admin/surveys/draft"]').first();
	if (await link.count()) await link.click();
	else await page.locator('main form button').first().click();
	await page.waitForURL(/draft/);
	await page.waitForLoadState('networkidle');
}
