/**
 * The one table of who may do what. Whatever is not written here is denied. Everybody is a `guest`;
 * a member's session adds `unverified` or `member`, a staff session adds its role.
 */
export type Role = 'guest' | 'unverified' | 'member' | 'desk' | 'manager' | 'owner';

export interface RouteAccess {
	/** GET and HEAD, page and data alike. */
	readonly read?: readonly Role[];
	/** Form actions by name; an unnamed one is `default`. */
	readonly actions?: Readonly<Record<string, readonly Role[]>>;
	/** Unsafe methods of an endpoint. */
	readonly methods?: Readonly<Partial<Record<UnsafeMethod, readonly Role[]>>>;
	/** Whose data its answers may hold. */
	readonly whose:
		| 'nobody'
		| 'own'
		| 'of the link'
		| 'card and tier of any member, guests of the house'
		| 'guests of the house'
		| 'all surveys'
		| 'all mails'
		| 'all members'
		| 'all surveys';
	/** Where somebody is sent who could be let in after signing in; without it the answer is 403. */
	readonly signIn?: '/sign-in' | '/staff/sign-in';
	readonly camera?: true;
	/** That somebody looked is kept in the audit log, by GET too. */
	readonly keepsLook?: true;
	/** Nobody is recognised here: the answer is everybody's, and caches may keep it. */
	readonly anonymous?: true;
	/** The largest body of an unsafe request, where forms need more than `body_bytes_max`. */
	readonly bodyBytesMax?: number;
}

export type UnsafeMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * What a GET may write all the same, wherever it is: a session's renewal (or its end, when it is
 * found to be over), when a desk was last asked, rate counters, and the key of a device that shows its
 * card for the first time.
 */
export const writtenOnRead = ['session', 'desk_lock', 'rate_count', 'card_key'] as const;

export const body_bytes_max = 64 * 1024;

/** A programme as JSON in a form, where every quote and tab is three bytes. */
const document_bytes_max = 1024 * 1024;

/** A file of exchange rates: some ten years of a dozen currencies. */
const rates_bytes_max = 2 * 1024 * 1024;

/** A file of a partner's codes: some fifty thousand. */
const codes_bytes_max = 4 * 1024 * 1024;

/** A photo as a phone takes it, with the form it belongs to. */
const photo_bytes_max = 10 * 1024 * 1024;

/** A part of a survey with its photos; one that is too heavy is refused by itself, not with all the rest. */
const survey_bytes_max = 32 * 1024 * 1024;

const anyone = ['guest'] as const;
const members = ['unverified', 'member'] as const;
const deskAndUp = ['desk', 'manager', 'owner'] as const;
const managers = ['manager', 'owner'] as const;
const owners = ['owner'] as const;

const publicPage = { read: anyone, whose: 'nobody' } as const;
const publicForm = { read: anyone, actions: { default: anyone }, whose: 'nobody' } as const;
const linkForm = { ...publicForm, whose: 'of the link' } as const;
const managerForm = {
	read: managers,
	actions: { default: managers },
	whose: 'nobody',
	signIn: '/staff/sign-in'
} as const;
const memberPage = { read: members, whose: 'own', signIn: '/sign-in' } as const;
const memberList = { read: managers, whose: 'all members', signIn: '/staff/sign-in' } as const;
const surveyPage = { read: managers, whose: 'all surveys', signIn: '/staff/sign-in' } as const;
const surveyEditor = { read: managers, whose: 'nobody', signIn: '/staff/sign-in' } as const;
const rewardForm = {
	read: managers,
	actions: { default: managers },
	whose: 'nobody',
	signIn: '/staff/sign-in',
	// A picture as a camera writes it.
	bodyBytesMax: 10 * 1024 * 1024
} as const;

export const accessTable: Readonly<Record<string, RouteAccess>> = {
	'/(public)': publicPage,
	'/(public)/join': publicForm,
	'/(public)/sign-in': publicForm,
	'/(public)/forgot': publicForm,
	'/(public)/verify/[token]': linkForm,
	'/(public)/reset/[token]': linkForm,
	'/(public)/confirm/[token]': linkForm,
	'/(public)/terms/[purpose]': publicPage,
	'/(public)/s/[token]': {
		read: anyone,
		actions: { answer: anyone, submit: anyone, decline: anyone },
		whose: 'of the link',
		bodyBytesMax: survey_bytes_max
	},
	'/(public)/s/[token]/photo/[item]': { read: anyone, whose: 'of the link' },
	'/(public)/sign-out': { methods: { POST: anyone }, whose: 'nobody' },
	'/(public)/locale': { methods: { POST: anyone }, whose: 'nobody' },

	'/(member)/home': memberPage,
	'/(member)/keep': memberPage,
	'/(member)/card': memberPage,
	'/(member)/desk-request': { ...memberPage, actions: { decline: members } },
	'/(member)/points': memberPage,
	'/(member)/points/lots': memberPage,
	'/(member)/benefits': memberPage,
	'/(member)/what-if': memberPage,
	'/(member)/points/statement': memberPage,
	'/(member)/points/statement/[month]': memberPage,
	'/(member)/points/statement/[month]/csv': memberPage,
	'/(member)/points/[id]': memberPage,
	'/(member)/milestones': { ...memberPage, actions: { default: members } },
	'/(member)/stays': memberPage,
	'/(member)/stays/[id]': memberPage,
	'/(member)/stays/claim': {
		...memberPage,
		actions: { default: members },
		bodyBytesMax: photo_bytes_max
	},
	'/(member)/stays/claims/[id]': { ...memberPage, actions: { default: members } },
	'/(member)/stays/claims/[id]/photo': memberPage,
	'/(member)/rewards': memberPage,
	'/(member)/rewards/[id]': { ...memberPage, actions: { redeem: members } },
	'/(member)/rewards/vouchers': memberPage,
	'/(member)/rewards/vouchers/[id]': { ...memberPage, actions: { cancel: members } },
	'/(member)/rewards/vouchers/[id]/mark': memberPage,
	'/(member)/surveys': memberPage,
	'/(member)/surveys/cases/[id]': { ...memberPage, actions: { default: members } },
	'/(member)/surveys/[id]': {
		...memberPage,
		actions: { answer: members, submit: members },
		bodyBytesMax: survey_bytes_max
	},
	'/(member)/surveys/[id]/photo/[item]': memberPage,
	'/(member)/preferences': { ...memberPage, actions: { default: members } },
	'/(member)/preferences/health': { ...memberPage, actions: { default: members } },
	'/(member)/preferences/observed': {
		methods: { POST: members },
		whose: 'own',
		signIn: '/sign-in'
	},
	'/(member)/preferences/history': { ...memberPage, actions: { default: members } },
	'/(member)/me/notices': {
		...memberPage,
		actions: {
			save: members,
			subscribe: members,
			unsubscribe: members,
			remove: members
		}
	},
	'/(member)/me': {
		...memberPage,
		actions: {
			name: members,
			consent: members,
			locale: members,
			password: members,
			address: members,
			verify: members,
			signOutDevice: members,
			signOutOthers: members
		}
	},

	'/staff/sign-in': publicForm,
	'/staff/sign-out': { methods: { POST: anyone }, whose: 'nobody' },
	'/staff/password/[token]': linkForm,
	'/admin': { read: managers, whose: 'nobody', signIn: '/staff/sign-in' },
	'/admin/members': memberList,
	'/admin/members/[id]': {
		...memberList,
		actions: { adjust: managers, suspend: managers, restore: managers }
	},
	'/admin/members/[id]/ledger': memberList,
	'/admin/members/[id]/merge': { ...memberList, actions: { merge: managers, undo: managers } },
	'/admin/members/[id]/tier': {
		...memberList,
		actions: { name: managers, card: managers, lend: managers }
	},
	'/admin/exchange': { read: managers, whose: 'nobody', signIn: '/staff/sign-in' },
	'/admin/exchange/new': {
		read: managers,
		actions: { add: managers, upload: managers },
		whose: 'nobody',
		signIn: '/staff/sign-in',
		bodyBytesMax: rates_bytes_max
	},
	'/admin/exchange/waiting': memberList,
	'/admin/cases': memberList,
	'/admin/cases/[id]': {
		...memberList,
		actions: {
			answer: managers,
			resolve: managers,
			sort: managers,
			goodwill: managers,
			decide: managers,
			praise: managers
		}
	},
	'/admin/claims': memberList,
	'/admin/claims/[id]': {
		...memberList,
		actions: { link: managers, weigh: managers, record: managers, refuse: managers }
	},
	'/admin/claims/[id]/photo': memberList,
	'/admin/brand': { ...managerForm, bodyBytesMax: photo_bytes_max },
	'/admin/properties': { read: managers, whose: 'nobody', signIn: '/staff/sign-in' },
	'/admin/properties/new': managerForm,
	'/admin/properties/[id]': managerForm,
	'/admin/staff': { read: managers, whose: 'nobody', signIn: '/staff/sign-in' },
	'/admin/staff/new': {
		read: owners,
		actions: { default: owners },
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/staff/[id]': {
		read: managers,
		actions: { change: owners, link: owners, suspend: owners, restore: owners },
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/audit': memberList,
	'/admin/programme': {
		read: managers,
		actions: { start: managers },
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/programme/versions/[number]': {
		read: managers,
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/programme/versions/[number]/file': {
		read: managers,
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/programme/draft': {
		read: managers,
		actions: { save: managers, publish: managers, take: managers, discard: managers },
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/programme/draft/document': { ...managerForm, bodyBytesMax: document_bytes_max },
	'/admin/mail': { read: managers, whose: 'all mails', signIn: '/staff/sign-in' },
	'/admin/rewards': {
		read: managers,
		actions: { status: managers, copy: managers },
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/rewards/booked': memberList,
	'/admin/rewards/booked/[id]': { ...memberList, actions: { withdraw: managers } },
	'/admin/rewards/new': rewardForm,
	'/admin/rewards/[id]': {
		...rewardForm,
		actions: { save: managers, status: managers, copy: managers }
	},
	'/admin/rewards/[id]/stock': {
		...rewardForm,
		actions: { correct: managers, codes: managers },
		bodyBytesMax: codes_bytes_max
	},
	'/admin/rewards/[id]/preview/[locale]': {
		read: managers,
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/surveys': surveyPage,
	'/admin/surveys/csv': surveyPage,
	'/admin/surveys/versions': { ...surveyEditor, actions: { start: managers } },
	'/admin/surveys/versions/[version]': surveyEditor,
	'/admin/surveys/draft': {
		...surveyEditor,
		actions: {
			name: managers,
			add: managers,
			dimension: managers,
			move: managers,
			undo: managers,
			discard: managers,
			publish: managers
		}
	},
	'/admin/surveys/draft/parts/[id]': {
		...surveyEditor,
		actions: { save: managers, place: managers, remove: managers }
	},
	'/admin/surveys/draft/weights/[level]': {
		...surveyEditor,
		actions: { typed: managers, pairs: managers }
	},
	'/admin/surveys/draft/preview/[locale]': surveyEditor,
	'/admin/surveys/scores': surveyPage,
	'/admin/surveys/scores/csv': surveyPage,
	'/admin/surveys/cuts': managerForm,
	'/admin/surveys/invitations': managerForm,
	'/admin/surveys/words': { ...surveyPage, actions: { put: managers } },
	'/admin/surveys/words/csv': surveyPage,
	'/admin/surveys/words/new': { ...surveyPage, actions: { default: managers } },
	'/admin/surveys/words/[id]': {
		...surveyPage,
		actions: { save: managers, remove: managers }
	},
	'/admin/surveys/responses': surveyPage,
	'/admin/surveys/responses/[id]': surveyPage,
	'/admin/surveys/responses/[id]/photo/[item]': surveyPage,
	'/admin/services': {
		read: managers,
		actions: { save: managers, shipped: managers },
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/admin/preferences/honoured': { read: managers, whose: 'nobody', signIn: '/staff/sign-in' },
	'/admin/preferences/honoured/csv': { read: managers, whose: 'nobody', signIn: '/staff/sign-in' },
	'/admin/preferences': { read: managers, whose: 'nobody', signIn: '/staff/sign-in' },
	'/admin/preferences/groups': managerForm,
	'/admin/preferences/new': managerForm,
	'/admin/preferences/[id]': {
		...managerForm,
		actions: { save: managers, archive: managers, offer: managers }
	},
	'/desk': {
		read: deskAndUp,
		actions: {
			find: deskAndUp,
			take: deskAndUp,
			back: deskAndUp,
			ask: deskAndUp,
			redeem: deskAndUp,
			settle: deskAndUp,
			answer: deskAndUp,
			tick: deskAndUp,
			note: deskAndUp,
			forget: deskAndUp,
			property: deskAndUp
		},
		whose: 'card and tier of any member, guests of the house',
		signIn: '/staff/sign-in',
		camera: true
	},
	'/desk/waiting': {
		read: deskAndUp,
		actions: { default: deskAndUp },
		whose: 'card and tier of any member, guests of the house',
		signIn: '/staff/sign-in'
	},
	'/desk/lock': {
		read: deskAndUp,
		actions: { lock: deskAndUp, open: deskAndUp },
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/desk/pin': {
		read: deskAndUp,
		actions: { default: deskAndUp },
		whose: 'nobody',
		signIn: '/staff/sign-in'
	},
	'/desk/enrol': {
		read: deskAndUp,
		actions: { default: deskAndUp },
		whose: 'guests of the house',
		signIn: '/staff/sign-in'
	},
	'/desk/search': {
		read: deskAndUp,
		actions: { default: deskAndUp },
		whose: 'guests of the house',
		signIn: '/staff/sign-in'
	},
	'/desk/arrivals': {
		read: deskAndUp,
		actions: { default: deskAndUp },
		whose: 'guests of the house',
		signIn: '/staff/sign-in',
		keepsLook: true
	},

	'/healthz': publicPage,
	'/brand.css': publicPage,
	'/manifest.webmanifest': { ...publicPage, anonymous: true },
	'/offline/[locale]': { ...publicPage, anonymous: true },
	'/media/[name]': { ...publicPage, anonymous: true }
};

export interface Asked {
	readonly routeId: string | null;
	readonly method: string;
	/** The name of the form action that a POST to a page calls. */
	readonly action: string;
}

export type Access =
	| { readonly kind: 'allowed' }
	| { readonly kind: 'sign-in'; readonly at: '/sign-in' | '/staff/sign-in' }
	| { readonly kind: 'denied'; readonly status: 403 | 404 | 405 };

/** What happens to this request by somebody with these roles. */
export function decideAccess({ routeId, method, action }: Asked, roles: readonly Role[]): Access {
	const route = routeId === null ? undefined : ownValue(accessTable, routeId);
	if (!route) return { kind: 'denied', status: 404 };

	const allowed = allowedRoles(route, method, action);
	if (typeof allowed === 'number') return { kind: 'denied', status: allowed };
	if (allowed.some((role) => roles.includes(role))) return { kind: 'allowed' };

	const known = roles.some((role) => (route.signIn === '/sign-in' ? isMember : isStaff)(role));
	if (!route.signIn || known) return { kind: 'denied', status: 403 };
	return { kind: 'sign-in', at: route.signIn };
}

/**
 * As Kit reads it: the first parameter of the address that begins with a slash. The unnamed action
 * cannot be called by name (Kit breaks on it), so that name stands for none.
 */
export function actionOf(url: URL): string {
	for (const name of url.searchParams.keys())
		if (name.startsWith('/')) return name === '/default' ? '' : name.slice(1);
	return 'default';
}

export function rolesOf(who: {
	readonly member?: { readonly verified: boolean } | undefined;
	readonly staff?: { readonly role: 'desk' | 'manager' | 'owner' } | undefined;
}): Role[] {
	const roles: Role[] = ['guest'];
	if (who.member) roles.push(who.member.verified ? 'member' : 'unverified');
	if (who.staff) roles.push(who.staff.role);
	return roles;
}

function allowedRoles(
	{ read, actions, methods }: RouteAccess,
	method: string,
	action: string
): readonly Role[] | 404 | 405 {
	if (method === 'GET' || method === 'HEAD') return read ?? 405;
	const direct = methods && ownValue(methods, method);
	if (direct) return direct;
	if (method !== 'POST' || !actions) return 405;
	return ownValue(actions, action) ?? 404;
}

function ownValue<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
	return Object.hasOwn(table, key) ? table[key] : undefined;
}

const isMember = (role: Role) => role === 'unverified' || role === 'member';
const isStaff = (role: Role) => role === 'desk' || role === 'manager' || role === 'owner';
