import type { Ok } from '../../api/client.ts'
import type { Values } from '../../ui/act-form/values.ts'

type Item = Ok<'documents.asking'>['sources'][number]['items'][number]

const LONGEST_TASK = 200

/** A task's name from a sentence: its first clause without numbering, never longer than the form takes. */
const taskOf = (text: string): string => {
  const [first = text] = text.replace(/^[（(]?[一二三四五六七八九十\d]+[)）、.．]\s*/, '').split(/[。；\n]/)
  return Array.from(first).slice(0, LONGEST_TASK).join('')
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
