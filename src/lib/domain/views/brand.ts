import type { Brand } from '../brand/brand.ts';
import type { ChangeView } from './audit.ts';

export interface BrandView extends Brand {
	readonly revision: number;
	readonly lastChange?: ChangeView | undefined;
}
