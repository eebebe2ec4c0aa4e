import { type ReactElement, useEffect, useMemo, useState } from 'react'
import { Empty } from '../../ui/states.tsx'
import { useNames } from './names.ts'
import { RowItem } from './row-item.tsx'
import { type Filter, type Preview, type Standing, filterTitles, filters, isIn } from './session.ts'
import type { Change } from './use-session.ts'

const STEP = 30

const WORDS_FOR_NONE: Readonly<Record<Filter, string>> = {
  all: '这张表没有待立项的行。',
  bad: '没有问题了。',
  look: '没有需要核对的。',
  out: '每一行都勾选了。',
  made: '还没有立项。',
}

/** The rows under one heading of the filter, thirty at a time. */
export const Rows = ({
  rows,
  preview,
  change,
  filter,
  onFilter,
}: {
  rows: readonly Standing[]
  preview: Preview
  change: Change
  filter: Filter
  onFilter: (filter: Filter) => void
}): ReactElement => {
  const names = useNames()
  const [shown, setShown] = useState(STEP)
  useEffect(() => setShown(STEP), [filter])
  const counts = useMemo(
    () => new Map(filters.map((one) => [one, rows.filter((row) => isIn(one, row)).length])),
    [rows],
  )
  // A row that has just been put right stays where it is until another heading is chosen.
  const [held, setHeld] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => setHeld(new Set()), [filter])
  const fitting = rows.filter((row) => isIn(filter, row) || held.has(row.key))
  const acts = useMemo(
    () => ({
      choose: (key: string, chosen: boolean): void => {
        setHeld((before) => new Set(before).add(key))
        change((before) => ({
          ...before,
          touched: { ...before.touched, [key]: { ...before.touched[key], chosen } },
        }))
      },
      put: (
        key: string,
        update: (before: Record<string, unknown>) => Record<string, unknown>,
        fields: readonly string[],
      ): void => {
        setHeld((before) => new Set(before).add(key))
        change((before) => {
          const read = preview.rows.find((row) => `${row.sheet}.${row.row}` === key)?.values ?? {}
          const was = { ...read, ...before.touched[key]?.values }
          const now = update(was)
          // A single field that is left as it is was looked at and accepted: what stood against it is settled.
          const changed = Object.fromEntries(
            fields
              .filter((name) => now[name] !== was[name] || fields.length === 1)
              .map((name) => [name, now[name]]),
          )
          const { [key]: _gone, ...refused } = before.refused
          const values = { ...before.touched[key]?.values, ...changed }
          return {
            ...before,
            refused,
            touched: { ...before.touched, [key]: { ...before.touched[key], values } },
          }
        })
      },
      keepFile: (): void => undefined,
    }),
    [change, preview],
  )
  const chooseAll = (chosen: boolean): void =>
    change((before) => ({
      ...before,
      touched: {
        ...before.touched,
        ...Object.fromEntries(
          fitting.filter(({ made }) => !made).map(({ key }) => [key, { ...before.touched[key], chosen }]),
        ),
      },
    }))
  return (
    <section className="card stack" aria-labelledby="rows-title">
      <h2 id="rows-title">待立项的行</h2>
      <div className="tabs" role="group" aria-label="看哪些行">
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
      </div>
      {fitting.length > 0 && filter !== 'made' && (
        <div className="row">
          <button type="button" className="btn tiny" onClick={() => chooseAll(true)}>
            全部勾选
          </button>
          <button type="button" className="btn tiny" onClick={() => chooseAll(false)}>
            全部不勾选
          </button>
        </div>
      )}
      {fitting.length === 0 ? (
        <Empty>{WORDS_FOR_NONE[filter]}</Empty>
      ) : (
        <ol className="import-rows">
          {fitting.slice(0, shown).map((standing) => (
            <RowItem key={standing.key} standing={standing} preview={preview} names={names} acts={acts} />
          ))}
        </ol>
      )}
      {fitting.length > shown && (
        <button type="button" className="btn" onClick={() => setShown(shown + STEP)}>
          再列一些（还有{fitting.length - shown}行）
        </button>
      )}
    </section>
  )
}
