import QRCode from 'qrcode';

/** Modules on a side, and the dark ones as one SVG path. */
export interface Qr {
	readonly size: number;
	readonly path: string;
}

export function drawQr(text: string): Qr {
	const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
	let path = '';
	for (let y = 0; y < modules.size; y++)
		for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) path += `M${x} ${y}h1v1h-1z`;
	return { size: modules.size, path };
}
