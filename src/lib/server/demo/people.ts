import { makeMemberNumber } from '#lib/domain/members/number.ts';
import type { Random } from './random.ts';

export interface Person {
	readonly number: string;
	readonly givenName: string;
	readonly familyName: string;
	readonly email: string;
	readonly locale: 'en' | 'zh-CN';
}

const given =
	'Ada Agnes Alice Amir Ana Anders Beatriz Bruno Carla Chidi Clara Daniel Diego Elena Elif Emma Erik Farah Felix Fiona Georg Grace Hanna Henrik Hugo Ida Igor Ines Isabel Ivan Jana Joana Johan Julia Kofi Lars Laura Leila Leo Lin Lucia Maja Marco Maria Mateo Mia Mina Nadia Nils Nora Olga Omar Oscar Paula Pedro Petra Priya Rafael Rosa Ruth Samir Sara Sofia Tariq Teresa Tomas Vera Viktor Yara Yusuf Zoe'.split(
		' '
	);
const family =
	'Abbot Almeida Andersen Baker Barros Becker Bell Berg Bianchi Brandt Braun Cardoso Carter Castro Chandra Costa Dahl Diaz Dubois Eriksen Evans Fischer Fonseca Garcia Gomez Haddad Hansen Hughes Ivanova Jansen Jensen Kaya Keller Khan Klein Kovac Laurent Lehmann Lindgren Lopes Marsh Martin Mendes Meyer Moreau Moreno Murphy Nielsen Novak Okafor Olsen Ortiz Palmer Park Pereira Petrov Ramos Reed Ricci Rossi Russo Santos Schmidt Silva Sousa Tanaka Taylor Vargas Vogel Wagner Walsh Weber Wood Young Zhang'.split(
		' '
	);
const givenChinese =
	'伟 芳 娜 敏 静 丽 强 磊 军 洋 勇 艳 杰 娟 涛 明 超 秀兰 霞 平 刚 桂英 晨 雨桐 子涵 浩然 思远 佳怡 欣妍 博文'.split(
		' '
	);
const familyChinese =
	'王 李 张 刘 陈 杨 赵 黄 周 吴 徐 孙 胡 朱 高 林 何 郭 马 罗 梁 宋 郑 谢 韩 唐 冯 于 董 萧'.split(
		' '
	);

/** People who never lived, each with a number and an address of their own. */
export function makePeople(random: Random, count: number, chineseShare: number): Person[] {
	const numbers = new Set<string>();
	while (numbers.size < count) numbers.add(makeMemberNumber(random.below));
	return [...numbers].map((number, at) => {
		const chinese = random.chance(chineseShare);
		return {
			number,
			givenName: random.pick(chinese ? givenChinese : given),
			familyName: random.pick(chinese ? familyChinese : family),
			email: `guest${at + 1}@example.com`,
			locale: chinese ? 'zh-CN' : 'en'
		};
	});
}
