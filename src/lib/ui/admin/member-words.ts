import type { MemberStatus } from '#lib/domain/views/members.ts';
import { m } from '#lib/i18n/messages.ts';

export function sayMemberStatus(status: MemberStatus): string {
	switch (status) {
		case 'active':
			return m.member_active();
		case 'suspended':
			return m.member_suspended();
		case 'merged':
			return m.member_merged();
		case 'erased':
			return m.member_erased();
	}
}
