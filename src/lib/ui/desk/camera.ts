/** Why there is no picture. */
export type CameraNo = 'refused' | 'none' | 'busy';

export type Camera =
	| { readonly stream: MediaStream; readonly no?: undefined }
	| { readonly stream?: undefined; readonly no: CameraNo };

/** Whether there is one to ask for; on plain http there is none. */
export async function hasCamera(): Promise<boolean> {
	if (!('mediaDevices' in navigator)) return false;
	const devices = await navigator.mediaDevices.enumerateDevices().catch(() => []);
	return devices.some(({ kind }) => kind === 'videoinput');
}

/** The camera at the back, where there is one. */
export async function openCamera(): Promise<Camera> {
	const video = { facingMode: { ideal: 'environment' }, width: { ideal: 1280 } };
	try {
		return { stream: await navigator.mediaDevices.getUserMedia({ video, audio: false }) };
	} catch (thrown) {
		return { no: whyNot(thrown) };
	}
}

export function closeCamera({ stream }: Camera): void {
	for (const track of stream?.getTracks() ?? []) track.stop();
}

/** What the QR code in a picture says; undefined: there is none. */
export type ReadPicture = (video: HTMLVideoElement) => Promise<string | undefined>;

/** The browser's own reader, where it has one; else ours, which is fetched only then. */
export async function makeReader(): Promise<ReadPicture> {
	const Detector = await browsersDetector();
	if (!Detector) return ourReader();
	const detector = new Detector({ formats: ['qr_code'] });
	return async (video) => (await detector.detect(video).catch(() => []))[0]?.rawValue;
}

interface BrowsersDetector {
	new (options: { formats: string[] }): {
		detect(from: HTMLVideoElement): Promise<{ readonly rawValue: string }[]>;
	};
	getSupportedFormats(): Promise<string[]>;
}

// It is there on systems that have none of what it needs, and says so by an empty list.
async function browsersDetector(): Promise<BrowsersDetector | undefined> {
	const { BarcodeDetector } = globalThis as { BarcodeDetector?: BrowsersDetector };
	const formats = (await BarcodeDetector?.getSupportedFormats().catch(() => [])) ?? [];
	return formats.includes('qr_code') ? BarcodeDetector : undefined;
}

/** Larger pictures take longer and show no more of a code that is held up. */
const side_px_max = 800;

async function ourReader(): Promise<ReadPicture> {
	const { readPicture } = await import('#lib/domain/desk/read-picture.ts');
	const canvas = document.createElement('canvas');
	const context = canvas.getContext('2d', { willReadFrequently: true });
	return (video) => {
		const { videoWidth, videoHeight } = video;
		const scale = Math.min(1, side_px_max / Math.max(videoWidth, videoHeight));
		const width = Math.round(videoWidth * scale);
		const height = Math.round(videoHeight * scale);
		if (!context || width === 0 || height === 0) return Promise.resolve(undefined);
		canvas.width = width;
		canvas.height = height;
		context.drawImage(video, 0, 0, width, height);
		return Promise.resolve(readPicture(context.getImageData(0, 0, width, height)));
	};
}

function whyNot(thrown: unknown): CameraNo {
	const name = thrown instanceof DOMException ? thrown.name : '';
	if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused';
	return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none';
}
