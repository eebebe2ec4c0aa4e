import { type ReactElement, createContext, useContext, useDeferredValue, useMemo, useState } from 'react'
import { useCall } from '../api/hooks.ts'
import { Combobox } from './combobox.tsx'
import { type Searchable, fitting } from './fitting.ts'
import type { PickerProps } from './pickers.tsx'

/** An item of the lists as a form without a network has it. */
export interface ItemAtHand {
  readonly id: string
  readonly title: string
  readonly list: string
  readonly kind: string | null
  readonly kindTitle: string | null
  readonly notLive: string | null
}

/** The items a form may name where it cannot ask for them: null where it asks. */
export const ItemsAtHand = createContext<readonly ItemAtHand[] | null>(null)

const hintOf = (...words: readonly (string | null | undefined)[]): string => words.filter(Boolean).join(' ')
const notNow = (why: string | null): string => (why ? `现在不能用：${why}` : '')

/** 选清单事项: found by the server, or among those at hand where there is no network. */
export const ItemPicker = (props: PickerProps): ReactElement => {
  const atHand = useContext(ItemsAtHand)
  return atHand ? <FromHand {...props} items={atHand} /> : <Found {...props} />
}

const optionOf = ({ id, title, kindTitle, notLive }: ItemAtHand): Searchable => ({
  id,
  label: title,
  hint: hintOf(id, kindTitle, notNow(notLive)),
  names: [title, id],
})

const FromHand = ({
  from,
  items,
  ...props
}: PickerProps & { items: readonly ItemAtHand[] }): ReactElement => {
  const [words, setWords] = useState('')
  const options = useMemo(() => {
    const wanted = items.filter(
      ({ list, kind }) =>
        (from?.lists?.some((one) => one === list) ?? true) &&
        (from?.kinds?.some((one) => one === kind) ?? true),
    )
    return wanted.map(optionOf)
  }, [items, from])
  const shown = useMemo(() => fitting(options, words), [options, words])
  return (
    <Combobox
      {...props}
      options={shown}
      words={words}
      onWords={setWords}
      labelOf={(id) => options.find((one) => one.id === id)?.label ?? id}
      placeholder="输入编码或者名称查找"
      nothing={options.length === 0 ? '本机没有存下本单位的这类事项' : `本单位的事项里没有找到“${words}”`}
    />
  )
}

/** By code or words of its name; those of one's own unit come first, and one that cannot be used today says why. */
const Found = ({ from, ...props }: PickerProps): ReactElement => {
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({})
  const found = useCall('lists.find', {
    query: {
      q: wanted,
      ...(from?.lists ? { lists: from.lists.join(',') } : {}),
      ...(from?.kinds ? { kinds: from.kinds.join(',') } : {}),
    },
  })
  const options = (found.data?.items ?? []).map(({ id, title, unitName, kindTitle, listTitle, notLive }) => ({
    id,
    label: title,
    hint: hintOf(id, unitName, kindTitle ?? listTitle, notNow(notLive)),
  }))
  const nothing = found.error
    ? found.error.message
    : found.data
      ? wanted === ''
        ? '清单里还没有这类事项'
        : `清单里没有找到“${wanted}”`
      : '正在查找'
  return (
    <Combobox
      {...props}
      options={options}
      words={words}
      onWords={setWords}
      labelOf={(id) => labels[id] ?? id}
      onChange={(ids) => {
        setLabels((known) => ({ ...known, ...Object.fromEntries(options.map((o) => [o.id, o.label])) }))
        props.onChange(ids)
      }}
      placeholder="输入编码或者名称查找"
      nothing={nothing}
    />
  )
}
