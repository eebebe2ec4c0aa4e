import pLimit, { type LimitFunction } from 'p-limit'

/** Runs what it is given, some at a time. */
export type Few = LimitFunction

/**
 * So many statements of one page are asked side by side. More would find no processor free, and each goes to a connection of its own that
 * has to plan it anew.
 */
const SIDE_BY_SIDE = 4

/** For one page: everything that asks the database goes through it, and nothing that does is called within. */
export const fewAtOnce = (): Few => pLimit(SIDE_BY_SIDE)
