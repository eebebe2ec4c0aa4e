import { type ReactElement, useMemo } from 'react'
import { useDirectory } from '../../api/hooks.ts'
import type { Fields, FileRef, RefusalJson } from '../../api/shapes.ts'
import type { Values } from '../../ui/act-form/values.ts'
import { Refusal } from '../../ui/refusal.tsx'
import { BoundForm } from './bound-form.tsx'
import { Expand } from './expand.tsx'
import { flagsOf } from './flags.ts'
import { type Draft, type Proposal, missingIn } from './session.ts'

interface Props {
  readonly at: number
  readonly proposal: Proposal
  readonly draft: Draft
  readonly fields: Fields
  readonly files: Readonly<Record<string, FileRef>>
  readonly open: boolean
  readonly refusals: readonly RefusalJson[]
  readonly onOpen: (open: boolean) => void
  readonly onChange: (update: (before: Draft) => Draft) => void
  readonly onFile: (file: FileRef) => void
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

/** Lead, cooperating units and due day in one line. */
const Summary = ({ values }: { values: Values }): ReactElement => {
  const { data } = useDirectory()
  const names = useMemo(
    () => new Map(data?.units.map((unit) => [unit.id, unit.shortName || unit.name])),
    [data],
  )
  const nameOf = (id: unknown): string => names.get(text(id)) ?? text(id)
  const cooperating = ((values['cooperating'] ?? []) as readonly string[]).map(nameOf)
  const shown: readonly (readonly [string, string])[] = [
    ['牵头', nameOf(values['lead'])],
    [
      '配合',
      cooperating.length > 4
        ? `${cooperating.slice(0, 3).join('、')}等${cooperating.length}个单位`
        : cooperating.join('、'),
    ],
    ['时限', text(values['due'])],
  ]
  return (
    <p className="small muted">
      {shown
        .filter(([, value]) => value !== '')
        .map(([title, value]) => `${title}：${value}`)
        .join('　')}
    </p>
  )
}

/** 一项建议: closed, it says what will be set up and what is still missing; open, every field can be changed. */
export const ProposalCard = (props: Props): ReactElement => {
  const { at, proposal, draft, fields, open, onOpen, onChange, refusals } = props
  const missing = missingIn(fields, draft.values)
  const flags = flagsOf(proposal, draft.values)
  const faults: Record<string, string> = Object.assign({}, ...refusals.map((refusal) => refusal.fields ?? {}))
  const addUnits = (units: readonly string[]): void =>
    onChange((before) => {
      const had = (before.values['cooperating'] ?? []) as readonly string[]
      const all = [...new Set([...had, ...units])].filter((unit) => unit !== before.values['lead'])
      return { ...before, values: { ...before.values, cooperating: all } }
    })
  return (
    <li
      id={`p${at + 1}`}
      className={['card proposal', !draft.keep && 'dropped', open && 'open'].filter(Boolean).join(' ')}
    >
      <div className="row spread">
        <h3>
          <span className="no">{at + 1}</span> {text(draft.values['task']) || '（未写任务）'}
        </h3>
        <div className="row">
          {draft.keep && (
            <button
              type="button"
              className="btn tiny"
              aria-expanded={open}
              aria-label={`${open ? '收起' : '修改'}第${at + 1}项`}
              onClick={() => onOpen(!open)}
            >
              {open ? '收起' : '修改'}
            </button>
          )}
          <button
            type="button"
            className="btn text tiny"
            aria-label={`${draft.keep ? '不要这条' : '恢复这条'}：第${at + 1}项`}
            onClick={() => onChange((before) => ({ ...before, keep: !before.keep }))}
          >
            {draft.keep ? '不要这条' : '恢复这条'}
          </button>
        </div>
      </div>
      {draft.keep && (
        <>
          <Summary values={draft.values} />
          {missing.length > 0 && <p className="lack">还缺：{missing.join('、')}</p>}
          {refusals.map((refusal) => (
            <div key={refusal.code} className="notice bad">
              <Refusal refusal={refusal} />
            </div>
          ))}
          {flags.length > 0 && (
            <ul className="flags">
              {flags.map((flag) => (
                <li key={flag}>{flag}</li>
              ))}
            </ul>
          )}
          {open && (
            <div className="stack proposal-form">
              <blockquote>
                <p className="small muted">原文</p>
                <p className="pre">{proposal.sentence}</p>
              </blockquote>
              {proposal.because && <p className="small muted">为什么读成任务：{proposal.because}</p>}
              {proposal.collective.length > 0 && <Expand names={proposal.collective} add={addUnits} />}
              <BoundForm
                id={`proposal-${at}`}
                fields={fields}
                values={draft.values}
                faults={faults}
                files={props.files}
                onChange={(update) => onChange((before) => ({ ...before, values: update(before.values) }))}
                onFile={props.onFile}
              />
            </div>
          )}
        </>
      )}
    </li>
  )
}
