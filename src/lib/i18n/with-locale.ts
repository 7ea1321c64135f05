import { AsyncLocalStorage } from 'node:async_hooks';
import {
	overwriteServerAsyncLocalStorage,
	serverAsyncLocalStorage,
	type Locale
} from './paraglide/runtime.js';

/** Runs `work` with every message in `locale`: one request on the server, or one mail. */
export function withLocale<Result>(locale: Locale, work: () => Result): Result {
	const storage = serverAsyncLocalStorage ?? new AsyncLocalStorage<{ locale?: Locale }>();
	if (!serverAsyncLocalStorage) overwriteServerAsyncLocalStorage(storage);
	return storage.run({ locale }, work);
}
