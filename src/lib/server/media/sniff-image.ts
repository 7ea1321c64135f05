const starts = {
	jpeg: [0xff, 0xd8, 0xff],
	png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
} as const;

/**
 * What a file is by its first bytes, in the names that sharp has; its own name and type are what a
 * sender says. Anything but a JPEG, PNG, WebP or AVIF never reaches the decoders.
 */
export function sniffImage(bytes: Uint8Array): 'jpeg' | 'png' | 'webp' | 'heif' | undefined {
	for (const [format, start] of Object.entries(starts))
		if (start.every((byte, at) => bytes[at] === byte)) return format as keyof typeof starts;
	const text = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
	if (text.startsWith('RIFF') && text.endsWith('WEBP')) return 'webp';
	// `avis` would be a sequence of pictures.
	return text.endsWith('ftypavif') ? 'heif' : undefined;
}
