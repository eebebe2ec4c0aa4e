// A member's machine: a process of its own, so that what is sealed in it is in no other's memory. Told what to seal into, it answers
// with the envelope; asked at the end, it tells the words it sealed.
import { randomBytes } from 'node:crypto'
import { type SealContext, type Trustee, envelopeText, sealOpinion } from '#journal/seal/envelope.ts'
import { freshFor } from '#journal/seal/fresh.ts'

interface Asked {
  readonly ctx: SealContext
  readonly keys: readonly Trustee[]
}

const said: string[] = []

async function sealed({ ctx, keys }: Asked): Promise<string> {
  const words = `canary-${randomBytes(32).toString('hex')}`
  said.push(words)
  const outcome = await sealOpinion(ctx, { stance: 'agree', words }, keys, await freshFor(keys.length))
  if (!outcome.ok) throw new Error(outcome.because)
  return envelopeText(outcome.value)
}

process.on('message', (asked: Asked | 'tell') => {
  if (asked === 'tell') process.send?.(said)
  else void sealed(asked).then((text) => process.send?.(text))
})
