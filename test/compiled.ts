import { fileURLToPath } from 'node:url'

/**
 * Given as `NODE_COMPILE_CACHE` to processes that tests start: types are stripped and code compiled once and kept, so that a process
 * is up in a tenth of a second. One that is killed keeps nothing; one that ends by itself does it for all.
 */
export const COMPILED = fileURLToPath(new URL('../var/test/compiled', import.meta.url))
