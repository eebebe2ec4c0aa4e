/** A number as far as it was counted: what lies beyond is `999+`. */
export const upTo = (most: number, n: number): string => (n > most ? `${most}+` : String(n))

/** How many were found, as far as it was looked: `200+` where there are more. */
export const orMore = (n: number, more: boolean): string => `${n}${more ? '+' : ''}`
