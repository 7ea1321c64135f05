import type { Logo } from '#lib/domain/brand/brand.ts';
import { logoFile, type LogoFile } from '../media/picture-files.ts';

export function logoAddress({ image }: Logo, file: LogoFile): string {
	return `/media/${logoFile(image, file)}`;
}
