/** A number as far as it was counted: what lies beyond is `999+`. */
export const upTo = (most: number, n: number): string => (n > most ? `${most}+` : String(n))
