import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits as text for cookies and links. */
export function newToken(): string {
	return randomBytes(32).toString('base64url');
}

/** Only this is stored: who reads the database cannot sign in with it. */
export function hashToken(token: string): string {
	return createHash('sha256').update(token).digest('hex');
}
