import { type ReactElement, useMemo, useState } from 'react'
import type { Values } from '../../ui/act-form/values.ts'
import { Empty } from '../../ui/states.tsx'
import { useNames } from './names.ts'
import { type RowActs, RowItem } from './row-item.tsx'
import { type Filter, type Preview, type Standing, filterTitles, filters, isIn, rowKey } from './session.ts'
import type { Change } from './use-session.ts'

const STEP = 30

const WORDS_FOR_NONE: Readonly<Record<Filter, string>> = {
  all: '这张表没有待立项的行。',
  bad: '没有问题了。',
  look: '没有需要核对的。',
  out: '每一行都勾选了。',
  made: '还没有立项。',
}

interface Props {
  readonly rows: readonly Standing[]
  readonly preview: Preview
  readonly change: Change
  readonly filter: Filter
}

/** What a person does with rows; `touched` hears of each row, so that it stays where it is while it is worked on. */
function actsOf(preview: Preview, change: Change, touched: (key: string) => void): RowActs {
  const read = new Map(preview.rows.map((row) => [rowKey(row), row.values]))
  return {
    choose: (key, chosen) => {
      touched(key)
      change((before) => ({
        ...before,
        touched: { ...before.touched, [key]: { ...before.touched[key], chosen } },
      }))
    },
    put: (key, update, fields) => {
      touched(key)
      change((before) => {
        const was: Values = { ...read.get(key), ...before.touched[key]?.values }
        const now = update(was)
        // A single field that is left as it is was looked at and accepted: what stood against it is settled.
        const settled = fields.filter((name) => now[name] !== was[name] || fields.length === 1)
        const values = {
          ...before.touched[key]?.values,
          ...Object.fromEntries(settled.map((name) => [name, now[name]])),
        }
        const { [key]: _answered, ...refused } = before.refused
        return {
          ...before,
          refused,
          touched: { ...before.touched, [key]: { ...before.touched[key], values } },
        }
      })
    },
    keepFile: () => undefined,
  }
}

/** The rows that fit the filter, thirty at a time. */
const List = ({ rows, preview, change, filter }: Props): ReactElement => {
  const names = useNames()
  const [shown, setShown] = useState(STEP)
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set())
  const acts = useMemo(
    () => actsOf(preview, change, (key) => setHeld((before) => new Set(before).add(key))),
    [preview, change],
  )
  const fitting = rows.filter((row) => isIn(filter, row) || held.has(row.key))
  const chooseAll = (chosen: boolean): void =>
    change((before) => {
      const open = fitting.filter(({ made }) => !made)
      const touched = open.map(({ key }) => [key, { ...before.touched[key], chosen }] as const)
      return { ...before, touched: { ...before.touched, ...Object.fromEntries(touched) } }
    })
  if (fitting.length === 0) return <Empty>{WORDS_FOR_NONE[filter]}</Empty>
  return (
    <>
      {filter !== 'made' && (
        <div className="row">
          <button type="button" className="btn tiny" onClick={() => chooseAll(true)}>
            全部勾选
          </button>
          <button type="button" className="btn tiny" onClick={() => chooseAll(false)}>
            全部不勾选
          </button>
        </div>
      )}
      <ol className="import-rows">
        {fitting.slice(0, shown).map((standing) => (
          <RowItem key={standing.key} standing={standing} preview={preview} names={names} acts={acts} />
        ))}
      </ol>
      {fitting.length > shown && (
        <button type="button" className="btn" onClick={() => setShown(shown + STEP)}>
          再列一些（还有{fitting.length - shown}行）
        </button>
      )}
    </>
  )
}

/** 待立项的行, under the headings that a person looks for: all, with problems, to be looked at, left out, set up. */
export const Rows = ({
  onFilter,
  ...props
}: Props & { readonly onFilter: (filter: Filter) => void }): ReactElement => {
  const { rows, filter } = props
  const counts = useMemo(
    () => new Map(filters.map((one) => [one, rows.filter((row) => isIn(one, row)).length])),
    [rows],
  )
  return (
    <section className="card stack" aria-labelledby="rows-title">
      <h2 id="rows-title">待立项的行</h2>
      <nav className="tabs" aria-label="看哪些行">
        {filters.map((one) => (
          <button
            key={one}
            type="button"
            aria-current={one === filter ? 'page' : undefined}
            onClick={() => onFilter(one)}
          >
            {filterTitles[one]} {counts.get(one)}
          </button>
        ))}
      </nav>
      <List key={filter} {...props} />
    </section>
  )
}
