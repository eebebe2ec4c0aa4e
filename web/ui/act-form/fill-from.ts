import { call } from '../../api/client.ts'
import type { Ok } from '../../api/client.ts'
import type { FileRef, RefField } from '../../api/shapes.ts'
import { toast } from '../toast.tsx'
import type { FormContext } from './form-context.tsx'
import { type Path, isBlank } from './values.ts'

type Head = Ok<'documents.head'>
type Fills = NonNullable<RefField['fills']>

/** Words of the paper under the names that choices have for them. */
const URGENCY = { 特急: 'special', 加急: 'urgent', 平急: 'plain' } as const

const WORDS = {
  title: '标题',
  number: '字号',
  sender: '来文单位',
  dated: '日期',
  urgency: '紧急程度',
} as const

const valueOf = (head: Head, what: keyof Fills): string | null =>
  what === 'urgency' ? head.urgency && URGENCY[head.urgency] : head[what]

/**
 * Fills blank fields beside an uploaded document with what its head says; what somebody typed stays. A document that bears a mark
 * of secrecy is taken out of the form again.
 *
 * @returns why it was taken out, or null
 */
export async function fillFrom(
  file: FileRef,
  fills: Fills,
  path: Path,
  form: FormContext,
): Promise<string | null> {
  // A file whose text cannot be read fills nothing; it is kept all the same.
  const head = await call('documents.head', { params: { id: file.id } }).catch(() => null)
  if (!head) return null
  if (head.secrecy) {
    form.set(path, (before) => ((before ?? []) as string[]).filter((id) => id !== file.id))
    return `“${file.name}”带有“${head.secrecy}”标志，没有收下。本系统不收涉密公文，请按保密规定在涉密渠道登记`
  }
  const filled: string[] = []
  for (const what of Object.keys(WORDS) as (keyof typeof WORDS)[]) {
    const [field, value] = [fills[what], valueOf(head, what)]
    if (field === undefined || value === null) continue
    const beside = [...path.slice(0, -1), field]
    if (!isBlank(form.get(beside))) continue
    filled.push(WORDS[what])
    // Asked once more: what is typed at this very moment has not been drawn yet.
    form.set(beside, (before) => (isBlank(before) ? value : before))
  }
  if (filled.length > 0) toast(`已从原件读出${filled.join('、')}，请核对`)
  return null
}
