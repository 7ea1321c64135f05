import type { BookingLine } from '#lib/domain/views/bookings.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import { m } from '#lib/i18n/messages.ts';
import { sayVoucherStatus } from '../reward-words.ts';

/** How it stands with what a guest booked, as the hotel says it. */
export function sayBookingStatus(status: BookingLine['status']): string {
	return status === 'issued' ? m.booking_promised() : sayVoucherStatus(status);
}

/** The day it is booked for, else the last one on which it can be used. */
export function sayBookingDay({ useOn, validTo }: BookingLine): string {
	return useOn ? formatDate(useOn) : m.booking_until({ date: formatDate(validTo) });
}

export function sayBookingWaits({ waitsTo }: BookingLine): string | undefined {
	return waitsTo && m.desk_waiting_to({ date: formatDate(waitsTo.on), time: waitsTo.at });
}
