import type { StaffRole } from '#lib/domain/views/staff.ts';
import { m } from '#lib/i18n/messages.ts';

export const staffRoles = ['desk', 'manager', 'owner'] as const;

export function sayRole(role: StaffRole): string {
	switch (role) {
		case 'desk':
			return m.staff_role_desk();
		case 'manager':
			return m.staff_role_manager();
		case 'owner':
			return m.staff_role_owner();
	}
}
