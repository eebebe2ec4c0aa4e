import { type FormEvent, type ReactElement, type ReactNode, useId, useState } from 'react'
import { ProblemError } from '../../api/client.ts'
import { useWrite } from '../../api/hooks.ts'
import { DayInput } from '../../ui/day-input.tsx'
import { PersonPicker } from '../../ui/pickers.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { toast } from '../../ui/toast.tsx'
import { ActsPicker } from './acts-picker.tsx'

const EMPTY = { to: '', from: '', until: '', reason: '' }

/** The form of one delegation. What is wrong with it, the server says. */
export const DelegateForm = (): ReactElement => {
  const id = useId()
  const delegate = useWrite('administration.delegate', ['administration.delegations'])
  const [form, setForm] = useState(EMPTY)
  const [acts, setActs] = useState<readonly string[] | null>(null)
  const set = (change: Partial<typeof EMPTY>): void => setForm((before) => ({ ...before, ...change }))
  const faults = delegate.error instanceof ProblemError ? delegate.error.fields : {}
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (delegate.isPending) return
    delegate.mutate(
      { body: { ...form, acts: acts === null ? null : [...acts] } },
      {
        onSuccess: (done) => {
          setForm(EMPTY)
          setActs(null)
          toast(`已委托${done.toName}`)
        },
      },
    )
  }
  const field = (name: keyof typeof EMPTY, title: string, control: ReactNode): ReactElement => (
    <div className="stack" style={{ gap: '0.25rem' }}>
      <label htmlFor={`${id}-${name}`} className="strong">
        {title}
      </label>
      {control}
      {faults[name] && <p className="fault">{faults[name]}</p>}
    </div>
  )
  return (
    <form className="stack" style={{ marginTop: '0.75rem' }} onSubmit={submit} noValidate>
      {delegate.error && <ProblemNotice error={delegate.error} />}
      {field(
        'to',
        '委托给谁',
        <PersonPicker
          id={`${id}-to`}
          value={form.to ? [form.to] : []}
          onChange={(ids) => set({ to: ids.at(-1) ?? '' })}
        />,
      )}
      {field(
        'from',
        '从哪天起',
        <DayInput id={`${id}-from`} value={form.from} onChange={(from) => set({ from })} />,
      )}
      {field(
        'until',
        '到哪天止',
        <DayInput id={`${id}-until`} value={form.until} onChange={(until) => set({ until })} />,
      )}
      <ActsPicker acts={acts} choose={setActs} />
      {faults['acts'] && <p className="fault">{faults['acts']}</p>}
      {field(
        'reason',
        '原因',
        <input
          id={`${id}-reason`}
          className="input"
          maxLength={200}
          value={form.reason}
          onChange={(e) => set({ reason: e.target.value })}
        />,
      )}
      <div>
        <button type="submit" className="btn main" aria-disabled={delegate.isPending}>
          委托
        </button>
      </div>
      <p className="small muted">每一次代行都记下两个人的名字；委托可以随时撤回。</p>
    </form>
  )
}
