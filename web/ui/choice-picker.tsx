import { type ReactElement, useMemo, useState } from 'react'
import { useCall } from '../api/hooks.ts'
import { Combobox } from './combobox.tsx'
import { type Searchable, fitting } from './fitting.ts'
import type { PickerProps } from './pickers.tsx'

interface Props extends PickerProps {
  /** Which field of which act asks, on what matter. */
  readonly act: string
  readonly field: string
  readonly matter?: string | undefined
  /** What the form says in the field that the offer goes by: the person, the unit. */
  readonly same?: string | undefined
}

/** 选事项: out of those that the rules offer in this field, shown without typing; words narrow them. */
export const ChoicePicker = ({ act, field, matter, same, ...props }: Props): ReactElement => {
  const [words, setWords] = useState('')
  const found = useCall('matters.choices', {
    query: { act, field, ...(matter ? { matter } : {}), ...(same ? { same } : {}) },
  })
  const all = useMemo<readonly Searchable[]>(
    () =>
      (found.data?.choices ?? []).map(({ id, title, number, stateTitle, says }) => ({
        id,
        label: says === '' ? title : `${title} ${says}`,
        hint: `${number} ${stateTitle}`,
        names: [title, number, says],
      })),
    [found.data],
  )
  const labels = useMemo(() => new Map(all.map(({ id, label }) => [id, label])), [all])
  const nothing = found.error
    ? found.error.message
    : !found.data
      ? '正在查找'
      : all.length === 0
        ? '没有可选的事项'
        : `没有找到“${words}”`
  return (
    <Combobox
      {...props}
      options={fitting(all, words)}
      words={words}
      onWords={setWords}
      labelOf={(id) => labels.get(id) ?? id}
      placeholder={
        all.length > 0
          ? `有${all.length}${found.data?.more ? '件以上' : '件'}可选，点开选择`
          : '没有可选的事项'
      }
      nothing={nothing}
    />
  )
}
