import { type Turns, turnsOf } from '../line.ts'

/** Runs what it is given, some at a time. */
export type Few = Turns

/**
 * So many statements of one page are asked side by side. More would find no processor free, and each goes to a connection of its own that
 * has to plan it anew.
 */
const SIDE_BY_SIDE = 4

/** For one page: everything that asks the database goes through it, and nothing that does is called within. */
export const fewAtOnce = (): Few => turnsOf(SIDE_BY_SIDE)
