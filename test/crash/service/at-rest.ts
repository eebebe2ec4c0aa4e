import { type Checked, check } from '../check.ts'
import type { Told } from '../notes.ts'
import type { ServiceUnderFire } from './under-fire.ts'

const LOOKS = 3

/**
 * What is wrong once everything rests. Some promises are kept soon, not at once: a digest of the day or a rung may come while one looks,
 * and go out or into the log a moment later. What was lost, changed or doubled stays so however often one looks.
 */
export async function checkAtRest(
  service: ServiceUnderFire,
): Promise<Checked & { readonly told: readonly Told[] }> {
  for (let look = 1; ; look++) {
    await service.settle()
    const told = await service.told()
    const { wrong, counts } = await check(service.context, service.log, told)
    if (wrong.length === 0 || look === LOOKS) return { wrong, counts, told }
  }
}
