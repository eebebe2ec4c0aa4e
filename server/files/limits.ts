/** Bytes of one attachment at most. */
export const LARGEST_FILE = 50 * 1024 * 1024
