import type { Service } from '../programme/programme.ts';
import type { Text } from '../text.ts';
import type { ServiceKind } from './service-at.ts';

type Words = readonly [id: string, en: string, zh: string];

/** From which rank on a service is promised, and from which it may be asked for. */
const list: readonly (readonly [Words, promised: number, asked: number])[] = [
	[['room-service', 'Basic room service', '基本客房服务'], 0, 0],
	[['internet', 'Internet', '上网'], 0, 0],
	[['safe', 'Safe', '保险箱'], 0, 0],
	[['fruit', 'Fruit in the room', '房内水果'], 1, 0],
	[['newspaper', 'Newspaper', '报纸'], 1, 0],
	[['late', 'Late check-out', '延迟退房'], 2, 1],
	[['early', 'Early check-in', '提前入住'], 3, 1],
	[['pressing', 'Pressing', '熨衣'], 3, 1],
	[['upgrade', 'A better room', '客房升级'], 3, 2],
	[['lounge', 'The lounge', '行政酒廊'], 4, 3],
	[['child-care', 'Child care', '儿童托管'], 5, 1],
	[['transfer', 'Transfer from station or airport', '接站接机'], 5, 2],
	[['personal-service', 'Personal service', '贴身服务'], 5, 3]
];

/** The services that Stayward comes with, for the tiers of a programme from the floor up. */
export function shippedServices(tiers: readonly { readonly id: string }[]): Service[] {
	return list.map(([[id, en, zh], promised, asked]) => {
		const name: Text = { en, 'zh-CN': zh };
		const kindOf = (rank: number): ServiceKind | undefined =>
			rank >= promised ? 'offered' : rank >= asked ? 'on-request' : undefined;
		const byTier = Object.fromEntries(
			tiers.flatMap((tier, rank) => {
				const kind = kindOf(rank);
				return kind ? [[tier.id, kind] as const] : [];
			})
		);
		return { id, name, byTier };
	});
}
