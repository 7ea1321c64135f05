import sharp from 'sharp';
import { addDays, type Instant, type PlainDate } from '#lib/domain/calendar.ts';
import { fullName } from '#lib/domain/members/full-name.ts';
import { refuseClaim } from '../claims/refuse-claim.ts';
import { sendClaim } from '../claims/send-claim.ts';
import { minutesAfter } from '../clock.ts';
import type { Demo } from './generate.ts';
import { isNoOf, type Life } from './live-week.ts';

const day_minutes = 24 * 60;

/** Days ago: the arrival, and when it was said to be missing. */
const told = [
	{ house: 'AUR-CRE', nights: 2, arrived: 40, said: 9, reference: 'CRE-20418' },
	{ house: 'AUR-LIS', nights: 3, arrived: 21, said: 2, reference: 'LIS-88120' },
	{ house: 'AUR-LIS', nights: 1, arrived: 95, said: 60, reference: 'LIS-70033' }
] as const;

/** Stays that guests miss: two wait for an answer, one of them for too long, and one was refused. */
export async function tellClaims(
	{ db, idOf }: Life,
	{ guest, chineseGuest }: Demo,
	managerId: string,
	{ today, now }: { readonly today: PlainDate; readonly now: Instant }
): Promise<void> {
	const photo = await drawBill();
	for (const [at, { house, nights, arrived, said, reference }] of told.entries()) {
		const who = at === 1 ? chineseGuest : guest;
		const arrival = addDays(today, -arrived);
		const id = `01980000-0000-7000-8000-00000000400${at}`;
		const claim = {
			id,
			memberId: idOf.get(who.number) ?? '',
			property: house,
			arrival,
			departure: addDays(arrival, nights),
			reference,
			bookedName: fullName(who.givenName, who.familyName),
			photo
		};
		await sendClaim(db, claim, minutesAfter(now, -said * day_minutes));
	}
	const reason = 'The booking was cancelled two days before the arrival, and nobody stayed.';
	const refused = { claimId: '01980000-0000-7000-8000-000000004002', staffId: managerId, reason };
	await refuseClaim(db, refused, minutesAfter(now, -58 * day_minutes)).catch((thrown: unknown) => {
		if (!isNoOf(thrown, ['claim-decided'])) throw thrown;
	});
}

/** Paper with lines on it, as a bill looks from afar. */
function drawBill(): Promise<Buffer> {
	const lines = Array.from({ length: 9 }, (_, at) => {
		const y = 190 + at * 52;
		return `<rect x="70" y="${y}" width="${240 + ((at * 67) % 120)}" height="12" fill="#777"/>
			<rect x="470" y="${y}" width="80" height="12" fill="#555"/>`;
	});
	const paper = `<svg xmlns="http://www.w3.org/2000/svg" width="620" height="800">
		<rect width="620" height="800" fill="#8a7f70"/><rect x="30" y="30" width="560" height="740" fill="#fbf8f1"/>
		<rect x="70" y="80" width="220" height="26" fill="#1f4a44"/>${lines.join('')}
		<rect x="70" y="690" width="480" height="2" fill="#333"/><rect x="430" y="710" width="120" height="18" fill="#222"/>
	</svg>`;
	return sharp(Buffer.from(paper)).jpeg({ quality: 80 }).toBuffer();
}
