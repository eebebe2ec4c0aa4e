import { type ReactElement, useDeferredValue, useState } from 'react'
import { useCall } from '../api/hooks.ts'
import { Combobox } from './combobox.tsx'
import type { PickerProps } from './pickers.tsx'

/** 选清单事项: by code or words of its name; those of one's own unit come first, and one that cannot be used today says why. */
export const ItemPicker = ({ from, ...props }: PickerProps): ReactElement => {
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
    hint: [id, unitName, kindTitle ?? listTitle, notLive ? `现在不能用：${notLive}` : '']
      .filter(Boolean)
      .join(' '),
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
