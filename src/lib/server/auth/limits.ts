import type { SubjectKind } from '../db/tables.ts';
import { emailKey } from '#lib/domain/members/keys.ts';
import { networkOf, type Bucket } from './rate-limits.ts';

// How often something may be tried, in the order in which it is counted. A hotel's whole Wi-Fi is one address, so those limits are wide.

const quarter = 15;
const hour = 60;

export function signInLimits(kind: SubjectKind, email: string, address: string): Bucket[] {
	return [
		bucket(['sign-in-network', networkOf(address)], 60, quarter),
		bucket(['sign-in-account', kind, emailKey(email)], 10, quarter),
		bucket(['sign-in-everybody'], 300, 1)
	];
}

/** For a browser in which this account signed in before: nobody else can use these tries up. */
export function knownDeviceLimits(deviceHash: string): Bucket[] {
	return [bucket(['sign-in-device', deviceHash], 20, quarter)];
}

export function joinLimits(email: string, address: string): Bucket[] {
	return [bucket(['join-network', networkOf(address)], 60, hour), ...mailboxLimits(email)];
}

/** An address that nobody has proven may be anybody's: however it is asked for, few mails go there. */
export function mailboxLimits(email: string): Bucket[] {
	return [bucket(['mailbox', emailKey(email)], 5, hour)];
}

export function forgotLimits(email: string, address: string): Bucket[] {
	return [
		bucket(['forgot-network', networkOf(address)], 60, hour),
		bucket(['forgot-address', emailKey(email)], 5, hour)
	];
}

/** Tokens of links cannot be guessed; this keeps the password hashing behind them from being used up. */
export function linkLimits(address: string): Bucket[] {
	return [bucket(['link-network', networkOf(address)], 60, quarter)];
}

/** Photos of one survey: each is drawn anew, which takes more work than anything else a guest may ask for. */
export function surveyPhotoLimits(response: string): Bucket[] {
	return [bucket(['survey-photo', response], 30, quarter)];
}

/** What a guest writes to the house: each is a mail to whose case it is. */
export function caseMessageLimits(memberId: string): Bucket[] {
	return [bucket(['case-message', memberId], 20, quarter)];
}

/** What a signed-in member does with the own password or address. */
export function profileLimits(memberId: string): Bucket[] {
	return [bucket(['profile', memberId], 10, quarter)];
}

export function deskLimits(staffId: string): Bucket[] {
	return [bucket(['desk', staffId], 60, quarter)];
}

/** Voucher codes that nobody has; all look-ups of the desk have their own limit. */
export function wrongCodeLimits(staffId: string): Bucket[] {
	return [bucket(['desk-wrong-code', staffId], 10, quarter)];
}

/** Walk-ins that one clerk enrols. */
export function enrolLimits(staffId: string): Bucket[] {
	return [bucket(['enrol', staffId], 60, hour)];
}

/** PINs are short: five tries for a clerk on one device, and few on all together. */
export function unlockLimits(clerkId: string, device: string): Bucket[] {
	return [
		bucket(['unlock-device', clerkId, device], 5, quarter),
		bucket(['unlock', clerkId], 20, quarter)
	];
}

/** The password that a clerk types before a new PIN. */
export function pinLimits(staffId: string): Bucket[] {
	return [bucket(['pin', staffId], 10, quarter)];
}

function bucket(key: Bucket['key'], tries_max: number, window_minutes: number): Bucket {
	return { key, tries_max, window_minutes };
}
