import type { SeatRow } from '#store/identity.ts'

/** The district's head and the office look at all issuers; everybody else at what they caused themselves. */
export const seesBurden = ({ functions, level }: Pick<SeatRow, 'functions' | 'level'>): boolean =>
  functions.includes('coordination') || (functions.includes('leadership') && level === 'head')
