import type { Ok } from '../../api/client.ts'
import type { Values } from '../../ui/act-form/values.ts'

type Item = Ok<'documents.asking'>['sources'][number]['items'][number]

const LONGEST_TASK = 200

const NUMBERED = /^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*/
/** Who does it and by when stand in fields of their own: 由某局牵头，某局配合，12月20日前完成… becomes 完成…. */
const DOERS = /^(?:(?:由|请)?[^，。；\n]{1,60}(?:牵头|配合|参与|协助|负责|会同[^，。；\n]{2,40})，)+/
const BY = /^(?:于|在)?(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|上旬|中旬|下旬|底)?(?:前|之前|以前)[，、]?/

/** A task's name from a sentence: its first clause without numbering, doers and day, never longer than the form takes. */
export function taskOf(text: string): string {
  const [first = text] = text.replace(NUMBERED, '').split(/[。；\n]/)
  const bare = first.replace(DOERS, '').replace(BY, '')
  return Array.from(bare === '' ? first : bare)
    .slice(0, LONGEST_TASK)
    .join('')
}

/** The rows a form begins with: what the reading found, so that nothing is typed twice. Units it does not know are left to the person. */
export const arranging = (items: readonly Item[], title: string): Values => ({
  tasks: (items.length > 0 ? items : [null]).map((item) => (item ? rowOf(item) : { task: taskOf(title) })),
})

function rowOf(item: Item): Values {
  const known = (names: readonly string[]): string[] => names.flatMap((name) => item.resolved[name] ?? [])
  const [lead, ...others] = [...known(item.lead), ...known(item.responsible)]
  const cooperating = [...new Set([...others, ...known(item.cooperate)])].filter((unit) => unit !== lead)
  return {
    task: taskOf(item.text),
    ...(item.text === item.sentence ? {} : { target: item.text }),
    sentence: item.sentence,
    ...(lead ? { lead } : {}),
    ...(cooperating.length > 0 ? { cooperating } : {}),
    ...(item.due ? { due: item.due } : {}),
  }
}

/** The rows of sentences that become no task; the reason is the person's. */
export const settingAside = (items: readonly Item[]): Values => ({
  setAside: items.map(({ sentence }) => ({ sentence })),
})
