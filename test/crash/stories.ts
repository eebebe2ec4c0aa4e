import { randomUUID } from 'node:crypto'
import { rulebook } from '#rulebook/index.ts'
import type { ActRequest } from '#store/act.ts'
import type { Case } from '../cases.ts'
import { storiesOf } from '../matrix/samples.ts'
import { actor } from '../small-district.ts'
import type { Outcome } from './order.ts'

/** A story of a procedure, to be lived on matters of its own. */
export interface Story extends Case {
  readonly procedure: string
  readonly usual: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** Stories in which matters are opened or numbers drawn stand in the list three times. */
export async function allStories(): Promise<readonly Story[]> {
  const stories: Story[] = []
  for (const { id, powers } of Object.values(rulebook.procedures)) {
    const { cases, usual } = await storiesOf(id)
    for (const one of cases) {
      const rare = one.steps.some((step) => {
        const power = 'act' in step && !step.refused ? powers[step.act] : undefined
        return power?.opens !== undefined || power?.draws !== undefined
      })
      stories.push(...Array.from({ length: rare ? 3 : 1 }, () => ({ ...one, procedure: id, usual })))
    }
  }
  return stories
}

/** Does a story's acts on a matter of its own, as far as they are lawful now. */
export async function liveStory(
  { procedure, usual, steps }: Story,
  ask: (request: ActRequest) => Promise<Outcome | undefined>,
): Promise<void> {
  let matter: string | undefined
  for (const step of steps) {
    if ('lapse' in step || step.refused) continue
    const outcome = await ask({
      procedure,
      act: step.act,
      form: { ...usual[step.act], ...step.form },
      actor: actor(step.who, step.as),
      key: randomUUID(),
      channel: { via: 'web', auth: 'session' },
      ...(step.entered ? { enteredBy: actor(step.entered) } : {}),
      ...(matter === undefined ? {} : { matter }),
    })
    if (outcome?.kind !== 'done') return
    matter = outcome.matter
  }
}
