// How a serving process is started. V8 left alone lets garbage grow with the memory it sees; the live heap is some 50 MB here,
// and the largest workbook takes a few hundred more. glibc left alone keeps a 19 MiB argon2 block in the arena of each thread
// for good; with a fixed threshold such blocks go straight back to the system.

/** Flags of Node. */
export const HEAP_FLAGS = ['--max-semi-space-size=16', '--max-old-space-size=1024']

/** Environment of glibc's malloc. */
export const MALLOC = { MALLOC_ARENA_MAX: '2', MALLOC_MMAP_THRESHOLD_: '131072' }
