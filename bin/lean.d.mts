export const HEAP_FLAGS: readonly string[]
export const MALLOC: Readonly<Record<string, string>>
