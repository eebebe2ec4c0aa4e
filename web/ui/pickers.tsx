import { type ReactElement, useDeferredValue, useMemo, useState } from 'react'
import { useCall, useDirectory } from '../api/hooks.ts'
import type { DirectoryPost, DirectoryUnit, RefField } from '../api/shapes.ts'
import { Combobox } from './combobox.tsx'
import { type Option, type Searchable, fitting } from './fitting.ts'

export interface PickerProps {
  readonly id: string
  readonly value: readonly string[]
  readonly onChange: (ids: readonly string[]) => void
  readonly multiple?: boolean
  readonly invalid?: boolean
  readonly describedBy?: string
  /** Items of the lists only: which are offered. */
  readonly from?: RefField['from']
}
const Searched = ({
  options,
  state,
  ...rest
}: PickerProps & { options: readonly Searchable[]; state: string }): ReactElement => {
  const [words, setWords] = useState('')
  // Filtered at once, not deferred: Enter must take what the words just typed mean.
  const shown = useMemo(() => fitting(options, words), [options, words])
  const labels = useMemo(
    () => new Map(options.map((o) => [o.id, o.hint ? `${o.hint} ${o.label}` : o.label])),
    [options],
  )
  return (
    <Combobox
      {...rest}
      options={shown}
      words={words}
      onWords={setWords}
      labelOf={(id) => labels.get(id) ?? id}
      placeholder="输入名称查找"
      nothing={options.length === 0 ? state : `没有找到“${words}”`}
    />
  )
}

const unitOption = (unit: DirectoryUnit): Searchable => ({
  id: unit.id,
  label: unit.name,
  names: [unit.shortName, unit.name, ...unit.aliases],
})
const postOption =
  (units: ReadonlyMap<string, DirectoryUnit>) =>
  (post: DirectoryPost): Searchable => {
    const unit = units.get(post.unit)
    const who = post.holders.map((h) => h.name)
    return {
      id: post.id,
      label: who.length > 0 ? `${post.title} ${who.join('、')}` : `${post.title}（空缺）`,
      hint: unit?.name ?? '',
      names: [...who, post.title, unit?.shortName ?? '', unit?.name ?? '', ...(unit?.aliases ?? [])],
    }
  }

function personOptions(
  units: ReadonlyMap<string, DirectoryUnit>,
  posts: readonly DirectoryPost[],
): Searchable[] {
  const people = new Map<string, Searchable>()
  for (const post of posts) {
    const unit = units.get(post.unit)
    for (const { person, name } of post.holders) {
      const known = people.get(person)
      people.set(person, {
        id: person,
        label: name,
        hint: [known?.hint, `${unit?.shortName ?? ''}${post.title}`].filter(Boolean).join('、'),
        names: [name, post.title, unit?.shortName ?? '', unit?.name ?? '', ...(known?.names ?? [])],
      })
    }
  }
  return [...people.values()]
}

const useOptions = (kind: 'unit' | 'post' | 'person'): { options: readonly Searchable[]; state: string } => {
  const { data, error } = useDirectory()
  const options = useMemo(() => {
    if (!data) return []
    if (kind === 'unit') return data.units.map(unitOption)
    const units = new Map(data.units.map((unit) => [unit.id, unit]))
    return kind === 'post' ? data.posts.map(postOption(units)) : personOptions(units, data.posts)
  }, [data, kind])
  return { options, state: error ? '名录没有读到，请稍后再试' : data ? '名录是空的' : '正在读取名录' }
}

/** 选单位: by name, short name or alias. */
export const UnitPicker = (props: PickerProps): ReactElement => (
  <Searched {...props} {...useOptions('unit')} />
)
/** 选岗位: by unit, title or holder. */
export const PostPicker = (props: PickerProps): ReactElement => (
  <Searched {...props} {...useOptions('post')} />
)
/** 选人: by name, unit or title. */
export const PersonPicker = (props: PickerProps): ReactElement => (
  <Searched {...props} {...useOptions('person')} />
)

/** 选事项: searched by the server over title and number, within what one may see. */
export const MatterPicker = (props: PickerProps): ReactElement => {
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const [labels, setLabels] = useState<Readonly<Record<string, string>>>({})
  const found = useCall('matters.list', { query: { q: wanted, limit: 20 } }, { enabled: wanted !== '' })
  const options: Option[] =
    wanted === '' || wanted !== words.trim()
      ? []
      : (found.data?.rows ?? []).map(({ id, title, number, stateTitle }) => ({
          id,
          label: title,
          hint: `${number} ${stateTitle}`,
        }))
  const nothing =
    wanted === ''
      ? '输入标题或文号里的两个字'
      : found.error
        ? found.error.message
        : found.data
          ? `没有找到“${wanted}”`
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
      placeholder="输入标题或文号查找"
      nothing={nothing}
    />
  )
}
