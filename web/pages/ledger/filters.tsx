import { type ReactElement, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { LedgerSearch } from '../../router.tsx'
import { afterPaint } from '../../ui/after-paint.ts'
import { PostPicker, UnitPicker } from '../../ui/pickers.tsx'
import { groups, lights, sorts } from './query.ts'

interface Props {
  readonly search: LedgerSearch
  /** States of the one procedure that is listed, in its order; none over several. */
  readonly states: readonly { readonly name: string; readonly title: string }[]
  readonly flags: ReadonlyMap<string, string>
  /** Undefined or an empty text takes a filter off. */
  readonly change: (part: LedgerSearch) => void
}

const Labelled = ({
  title,
  children,
}: {
  title: string
  children: (id: string) => ReactNode
}): ReactElement => {
  const id = useId()
  return (
    <div className="filter">
      <label htmlFor={id}>{title}</label>
      {children(id)}
    </div>
  )
}

const Select = ({
  title,
  value,
  options,
  onChange,
  all = '全部',
}: {
  title: string
  value: string | undefined
  options: Iterable<readonly [string, string]>
  onChange: (value: string) => void
  all?: string | null
}): ReactElement => {
  const listed = [...options]
  const unlisted = value && !listed.some(([key]) => key === value)
  return (
    <Labelled title={title}>
      {(id) => (
        <select id={id} className="input" value={value ?? ''} onChange={(e) => onChange(e.target.value)}>
          {all !== null && <option value="">{all}</option>}
          {unlisted && <option value={value}>所选{title}</option>}
          {listed.map(([key, name]) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  )
}

const WAIT = 400

/** 关键字: the list follows the typing after a moment, and at once on Enter; two Chinese characters are enough. */
const Keyword = ({ value, onChange }: { value: string; onChange: (value: string) => void }): ReactElement => {
  const [words, setWords] = useState(value)
  const said = useRef(value)
  useEffect(() => {
    // The address may change from outside: a saved view, the search box of the heading, the browser's Back.
    if (value !== said.current) setWords(value)
    said.current = value
  }, [value])
  useEffect(() => {
    if (words.trim() === said.current) return
    const timer = setTimeout(() => {
      said.current = words.trim()
      onChange(words.trim())
    }, WAIT)
    return () => clearTimeout(timer)
  }, [words, onChange])
  return (
    <Labelled title="关键字">
      {(id) => (
        <input
          id={id}
          className="input"
          type="search"
          maxLength={100}
          placeholder="两个字即可"
          value={words}
          onChange={(e) => setWords(e.target.value)}
        />
      )}
    </Labelled>
  )
}

const Day = ({
  title,
  value,
  onChange,
}: {
  title: string
  value: string | undefined
  onChange: (value: string) => void
}): ReactElement => (
  <Labelled title={title}>
    {(id) => (
      <input
        id={id}
        className="input"
        type="date"
        max="2199-12-31"
        value={value ?? ''}
        onChange={(e) => onChange(e.target.value)}
      />
    )}
  </Labelled>
)

/** 台账的筛选条件: all of them stand in the address, so a link or a saved view opens the same rows. */
export const Filters = ({ search, states, flags, change }: Props): ReactElement => (
  <search aria-label="台账筛选" className="filters">
    <Keyword value={search.q ?? ''} onChange={(q) => change({ q })} />
    <Select
      title="组别"
      value={search.group}
      options={groups.map((group) => [group, group])}
      onChange={(group) => change({ group })}
    />
    {(states.length > 0 || search.state) && (
      <Select
        title="状态"
        value={search.state}
        options={states.map(({ name, title }) => [name, title])}
        onChange={(state) => change({ state })}
      />
    )}
    <Select
      title="灯"
      value={search.light}
      options={Object.entries(lights)}
      onChange={(light) => change({ light })}
    />
    <Select title="标记" value={search.flag} options={flags} onChange={(flag) => change({ flag })} />
    <Select
      title="排序"
      value={search.sort ?? 'due'}
      options={Object.entries(sorts)}
      all={null}
      onChange={(sort) => change({ sort })}
    />
    <Labelled title="单位">
      {(id) => (
        <UnitPicker
          id={id}
          value={search.unit ? [search.unit] : []}
          onChange={(ids) => afterPaint(() => change({ unit: ids.at(-1) ?? '' }))}
        />
      )}
    </Labelled>
    <details className="more-filters" open={Boolean(search.arranger || search.dueFrom || search.dueTo)}>
      <summary>更多条件</summary>
      <div className="filters">
        <Labelled title="交办领导">
          {(id) => (
            <PostPicker
              id={id}
              value={search.arranger ? [search.arranger] : []}
              onChange={(ids) => afterPaint(() => change({ arranger: ids.at(-1) ?? '' }))}
            />
          )}
        </Labelled>
        <Day title="时限起" value={search.dueFrom} onChange={(dueFrom) => change({ dueFrom })} />
        <Day title="时限止" value={search.dueTo} onChange={(dueTo) => change({ dueTo })} />
      </div>
    </details>
  </search>
)
