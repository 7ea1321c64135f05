import { m } from '#lib/i18n/messages.ts';

const channels: Readonly<Record<string, () => string>> = {
	direct: m.channel_direct,
	web: m.channel_web,
	app: m.channel_app,
	phone: m.channel_phone,
	agency: m.channel_agency,
	corporate: m.channel_corporate,
	ota: m.channel_ota,
	gds: m.channel_gds
};

/** How a stay was booked; what the hotel's system calls by another name stays as it is. */
export function sayChannel(channel: string): string {
	return (Object.hasOwn(channels, channel) && channels[channel]?.()) || channel;
}
