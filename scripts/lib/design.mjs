const page = `<!doctype html>
<html>
	<head>
		<meta charset="utf-8" />
		<meta name="viewport" content="width=device-width, initial-scale=1" />
		<meta name="color-scheme" content="light dark" />
		<title>Components</title>
		<script>globalThis.__sveltekit_dev = { base: '', assets: '', env: {} };</script>
	</head>
	<body>
		<script type="module" src="/design/main.ts"></script>
	</body>
</html>`;

/**
 * Every component in each of its states at /design, while `npm run dev` runs and only then: the page is
 * no route, so nothing of it can come into a build.
 */
export function designPage() {
	return {
		name: 'stayward-design',
		apply: 'serve',
		configureServer(server) {
			server.middlewares.use(async (request, response, next) => {
				if (request.url?.split('?')[0] !== '/design') return next();
				try {
					const html = await server.transformIndexHtml(request.url, page);
					response.setHeader('content-type', 'text/html; charset=utf-8');
					response.end(html);
				} catch (error) {
					next(error);
				}
			});
		}
	};
}
