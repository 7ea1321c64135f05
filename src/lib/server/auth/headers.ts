/** On every answer, pages and files alike. Pages bring a policy with their nonces instead of this one. */
export function securityHeaders({
	https,
	camera = false,
	isLink = false
}: {
	https: boolean;
	camera?: boolean;
	/** The address itself is the key: it is told to nobody, not even to ourselves. */
	isLink?: boolean;
}) {
	return {
		'x-content-type-options': 'nosniff',
		// Elsewhere not `no-referrer`: browsers then send `Origin: null` with our own forms.
		'referrer-policy': isLink ? 'no-referrer' : 'same-origin',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin',
		'permissions-policy': `camera=(${camera ? 'self' : ''}), microphone=(), geolocation=(), payment=(), usb=()`,
		...(https && { 'strict-transport-security': 'max-age=63072000; includeSubDomains' })
	};
}

/**
 * In the head of a page whose address is a key: from there on requests name the house and no page of
 * it, so that forms have an `Origin`.
 */
export const linkReferrer = '<meta name="referrer" content="strict-origin" />';

/** The worker asks the server in the page's place; for it the policy of its own file counts. */
export const workerPolicy = [
	"default-src 'none'",
	"connect-src 'self'",
	"base-uri 'none'",
	"frame-ancestors 'none'"
].join('; ');

/** For what runs no script: files, redirects, plain refusals and the last-resort error page. */
export const plainPolicy = [
	"default-src 'none'",
	"style-src 'self'",
	"style-src-attr 'unsafe-inline'",
	"img-src 'self'",
	"font-src 'self'",
	"form-action 'self'",
	"object-src 'none'",
	"base-uri 'none'",
	"frame-ancestors 'none'"
].join('; ');
