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
  /** Title of the field of the same form that has to be filled in before anything can be offered. */
  readonly first?: string | undefined
}

/** 选事项: out of those that the rules offer in this field, shown without typing; words narrow them. */
export const ChoicePicker = ({ act, field, matter, same, first, ...props }: Props): ReactElement => {
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
  const none = first === undefined ? '没有可选的事项' : `请先填“${first}”`
  const nothing = found.error
    ? found.error.message
    : !found.data
      ? '正在查找'
      : all.length === 0
        ? none
        : `没有找到“${words}”`
  return (
    <Combobox
      {...props}
      options={fitting(all, words)}
      words={words}
      onWords={setWords}
      labelOf={(id) => labels.get(id) ?? id}
      placeholder={all.length > 0 ? `有${all.length}件${found.data?.more ? '以上' : ''}可选，点开选择` : none}
      nothing={nothing}
    />
  )
}
