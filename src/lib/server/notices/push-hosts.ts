import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** The services that browsers use; one that begins with a dot stands for every name under it. */
const known = [
	'fcm.googleapis.com',
	'.push.services.mozilla.com',
	'.push.apple.com',
	'.notify.windows.com'
] as const;

const endpoint_length_max = 1_000;

/** What the house asks of the addresses that browsers bring: requests leave to no others. */
export interface PushHosts {
	/** `host` or `host:port`, instead of the services that are known. */
	readonly configured: readonly string[] | undefined;
}

export function isPushEndpoint(endpoint: string, { configured }: PushHosts): boolean {
	if (endpoint.length > endpoint_length_max || !URL.canParse(endpoint)) return false;
	const { protocol, username, password, host, hostname, hash } = new URL(endpoint);
	if (protocol !== 'https:' || username || password || hash) return false;
	if (configured) return configured.includes(host);
	return (
		host === hostname &&
		known.some((one) => (one.startsWith('.') ? hostname.endsWith(one) : hostname === one))
	);
}

const nets = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
	['::', 96],
	['64:ff9b::', 96],
	['fc00::', 7],
	['fe80::', 10],
	['ff00::', 8]
] as const;

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** An IPv4 address that is written as one of IPv6 is found by its IPv4 net. */
export function isInside(address: string): boolean {
	const list = new BlockList();
	for (const [net, bits] of nets) list.addSubnet(net, bits, familyOf(net));
	return list.check(address, familyOf(address));
}

/** Finds a host's addresses, and refuses it when one of them is of a network of our own. */
export const lookupOutside: LookupFunction = (host, options, answer) => {
	lookup(host, { ...options, all: true }, (error, addresses) => {
		if (error) return answer(error, '');
		const [first] = addresses;
		if (!first || addresses.some(({ address }) => isInside(address)))
			return answer(Object.assign(new Error('not outside'), { code: 'EINSIDE' }), '');
		if (options.all) answer(null, addresses);
		else answer(null, first.address, first.family);
	});
};
