/** What anybody may open; links that lead nowhere any more are among them. */
export const forEverybody = [
	'/',
	'/join',
	'/sign-in',
	'/forgot',
	'/verify/none',
	'/reset/none',
	'/confirm/none',
	'/terms/membership',
	'/nowhere'
];

export const thisMonth = `/points/statement/${new Date().toISOString().slice(0, 7)}`;

/** What every member has, before the first stay too. */
export const forMembers = [
	'/home',
	'/card',
	'/points',
	'/points/lots',
	'/points/statement',
	thisMonth,
	'/benefits',
	'/what-if',
	'/milestones',
	'/stays',
	'/stays/claim',
	'/rewards',
	'/rewards/vouchers',
	'/desk-request',
	'/preferences',
	'/preferences/history',
	'/surveys',
	'/me',
	'/me/notices'
];
