import { type ReactElement, memo, useState } from 'react'
import { Link } from '@tanstack/react-router'
import type { Field, Fields, FileRef } from '../../api/shapes.ts'
import type { Values } from '../../ui/act-form/values.ts'
import { BoundForm } from '../reading/bound-form.tsx'
import type { NamesOf } from './names.ts'
import { type Preview, type Standing, fieldOf } from './session.ts'

export interface RowActs {
  readonly choose: (key: string, chosen: boolean) => void
  readonly put: (key: string, update: (before: Values) => Values, fields: readonly string[]) => void
  readonly keepFile: (file: FileRef) => void
}

const SAID: ReadonlySet<Field['kind']> = new Set(['unit', 'units', 'post', 'day'])

/** The row in one line: who leads, who helps, by when, each with its own words where they say more. */
const Summary = ({
  standing,
  own,
  names,
}: {
  standing: Standing
  own: Fields
  names: NamesOf
}): ReactElement => {
  const { values, row } = standing
  const parts = Object.entries(own).flatMap(([name, field]) => {
    if (!SAID.has(field.kind)) return []
    const text = names(field.kind, values[name])
    const written = row.written[name]
    if (text === '' && written === undefined) return []
    const words = written !== undefined && written !== text ? `（原文“${written}”）` : ''
    return [`${field.title}：${text || '未定'}${words}`]
  })
  return <p className="small row-said">{parts.join('　')}</p>
}

/** Fields of the form that would put right what stands against the row. */
function toRight({ bad }: Standing, own: Fields): Fields {
  const wanted = new Set(bad.flatMap(({ field }) => (field === null ? [] : [fieldOf(field)])))
  return Object.fromEntries(Object.entries(own).filter(([name]) => wanted.has(name)))
}

const Editor = ({
  standing,
  fields,
  acts,
  id,
}: {
  standing: Standing
  fields: Fields
  acts: RowActs
  id: string
}): ReactElement => (
  <BoundForm
    id={id}
    fields={fields}
    values={standing.values}
    faults={{}}
    files={{}}
    onChange={(update) => acts.put(standing.key, update, Object.keys(fields))}
    onFile={acts.keepFile}
  />
)

/** For a list of units of which some were not recognised: going on with those that were is a choice, not a default. */
const GoOn = ({ standing, own, acts }: { standing: Standing; own: Fields; acts: RowActs }): ReactElement[] =>
  standing.bad.flatMap(({ field }) => {
    const name = field === null ? undefined : fieldOf(field)
    const declared = name === undefined ? undefined : own[name]
    if (name === undefined || declared?.kind !== 'units' || !declared.optional) return []
    return [
      <button
        key={name}
        type="button"
        className="btn tiny"
        onClick={() =>
          acts.put(standing.key, (before) => ({ ...before, [name]: before[name] ?? [] }), [name])
        }
      >
        {declared.title}只列认出的
      </button>,
    ]
  })

const Head = ({
  standing,
  title,
  acts,
}: {
  standing: Standing
  title: string
  acts: RowActs
}): ReactElement => {
  const { key, row, made, chosen } = standing
  const named = `第${row.row}行 ${title}`
  if (made)
    return (
      <p>
        <span className="tag blue">已立项</span> 第{row.row}行{' '}
        <Link to="/matters/$id" params={{ id: made.id }}>
          {title}
        </Link>{' '}
        <span className="small muted">{made.number}</span>
        {typeof made.followed === 'object' && <span className="lack small">{made.followed.refused}</span>}
      </p>
    )
  return (
    <label className="pick strong">
      <input type="checkbox" checked={chosen} onChange={(e) => acts.choose(key, e.target.checked)} />
      <span>{named}</span>
    </label>
  )
}

/** One row: whether it is taken along, what stands against it, and the fields that put it right. */
export const RowItem = memo(function RowItem({
  standing,
  preview,
  names,
  acts,
}: {
  standing: Standing
  preview: Preview
  names: NamesOf
  acts: RowActs
}): ReactElement {
  const [open, setOpen] = useState(false)
  const { key, values, bad, look, made, chosen } = standing
  const titled =
    Object.entries(preview.own).find(([, field]) => field.kind === 'text' && !field.optional)?.[0] ?? ''
  const wrong = toRight(standing, preview.own)
  const title =
    typeof values[titled] === 'string' && values[titled] !== '' ? String(values[titled]) : '（没有写任务）'
  return (
    <li className={chosen || made ? 'import-row' : 'import-row out'}>
      <Head standing={standing} title={title} acts={acts} />
      <Summary standing={standing} own={preview.own} names={names} />
      {!made && chosen && (bad.length > 0 || look.length > 0) && (
        <ul className="faults small">
          {bad.map(({ message }) => (
            <li key={message} className="bad">
              {message}
            </li>
          ))}
          {look.map(({ message }) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      )}
      {!made && !chosen && look.length > 0 && (
        <p className="small muted">{look.map(({ message }) => message).join('；')}</p>
      )}
      {!made && chosen && !open && Object.keys(wrong).length > 0 && (
        <Editor id={`r${key}`} standing={standing} fields={wrong} acts={acts} />
      )}
      {!made && open && <Editor id={`r${key}`} standing={standing} fields={preview.own} acts={acts} />}
      {!made && (
        <div className="row">
          {chosen && <GoOn standing={standing} own={preview.own} acts={acts} />}
          <button type="button" className="btn text tiny" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? '收起' : '改'}第{standing.row.row}行
          </button>
        </div>
      )}
    </li>
  )
})
