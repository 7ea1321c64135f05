import { timeIn, type Instant } from '#lib/domain/calendar.ts';
import {
	cardPayload,
	startOfStep,
	stepAt,
	steps_tolerated
} from '#lib/domain/cards/rotating-code.ts';
import { versionOn } from '#lib/domain/programme/programme.ts';
import { Refusal } from '#lib/domain/refusal.ts';
import type { CardCode } from '#lib/domain/views/card.ts';
import { drawQr } from '#lib/domain/views/qr.ts';
import type { Db } from '../db/database.ts';
import { readProgramme, todayIn } from '../programme/read-programme.ts';
import { codeAt } from './check-code.ts';
import { deviceKey } from './device-key.ts';

export interface Device {
	readonly memberId: string;
	readonly sessionId: string;
	/** The number on the card that is shown. */
	readonly number: string;
}

/** The code of the present half minute, and the key by which the device makes those to come. */
export async function readCode(db: Db, device: Device, now: Instant): Promise<CardCode> {
	const { number, memberId, sessionId } = device;
	const key = await deviceKey(db, { memberId, sessionId }, now);
	if (!key) throw new Refusal('not-found');
	const programme = await readProgramme(db);
	const { timeZone } = versionOn(programme, todayIn(programme, now)).document;
	const step = stepAt(now);
	const digits = codeAt(key.secret, number, step);
	return {
		key: key.secret,
		digits,
		qr: drawQr(cardPayload(number, digits)),
		goodTo: timeIn(timeZone, startOfStep(step + 1 + steps_tolerated))
	};
}
