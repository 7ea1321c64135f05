/** What a worker keeps must not need scripts, which may be gone. */
export const csr = false;
