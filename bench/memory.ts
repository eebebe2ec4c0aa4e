/** Places of the walk: 64 MB, more than a processor keeps to itself. */
const PLACES = 1 << 24
const STEPS = 2_000_000

/**
 * Nanoseconds of one read at a place nobody could guess. On shared machines this differs by half from hour to hour, and what looks rows up
 * in indexes goes along with it: two figures taken under different ones are not compared.
 */
export function memoryNs(): number {
  const next = oneCycle()
  let at = 0
  const from = performance.now()
  for (let n = 0; n < STEPS; n++) at = next[at] ?? 0
  const took = performance.now() - from
  // Used, so that the walk is walked.
  return at < 0 ? 0 : (took * 1e6) / STEPS
}

/** A way through all places that comes back to the first only after the last (Sattolo); always the same one. */
function oneCycle(): Int32Array {
  const next = Int32Array.from({ length: PLACES }, (_, n) => n)
  let drawn = 12_345
  for (let n = PLACES - 1; n > 0; n--) {
    drawn = (Math.imul(drawn, 1_103_515_245) + 12_345) >>> 0
    const other = drawn % n
    const kept = next[n] ?? 0
    next[n] = next[other] ?? 0
    next[other] = kept
  }
  return next
}
