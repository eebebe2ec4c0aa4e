import { type FormEvent, type ReactElement, useState } from 'react'
import { useWrite } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SubmitRow } from '../../ui/submit-row.tsx'
import { toast } from '../../ui/toast.tsx'
import { StretchRows } from './stretch-rows.tsx'
import { type CalendarYear, type Stretch, daysOf, stretchesOf } from './stretches.ts'

/** The names of the statutory holidays, so that only the days have to be filled in. Source: 全国年节及纪念日放假办法. */
const holidays = ['元旦', '春节', '清明节', '劳动节', '端午节', '中秋节', '国庆节']

const blank = (name: string): Stretch => ({ from: '', to: '', name })

/** One year of the notice as two lists: days off in stretches, weekend days worked instead. */
export const CalendarEditor = ({
  year,
  known,
  onClose,
}: {
  year: string
  known: CalendarYear | undefined
  onClose: () => void
}): ReactElement => {
  const [source, setSource] = useState(known?.source ?? '')
  const [off, setOff] = useState<readonly Stretch[]>(() =>
    known ? stretchesOf(known.off) : holidays.map(blank),
  )
  const [makeup, setMakeup] = useState<readonly Stretch[]>(() => (known ? stretchesOf(known.makeup) : []))
  const save = useWrite('administration.setCalendarYear', [
    'administration.calendar',
    'matters.list',
    'work.inbox',
  ])
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (save.isPending) return
    save.mutate(
      { params: { year }, body: { source: source.trim(), off: daysOf(off), makeup: daysOf(makeup) } },
      {
        onSuccess: () => {
          toast(`${year}年工作日历已保存`)
          onClose()
        },
      },
    )
  }
  return (
    <Sheet title={`${year}年放假调休安排`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {save.error && <ProblemNotice error={save.error} />}
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">通知名称或文号</span>
          <input
            className="input"
            required
            maxLength={200}
            placeholder={`国务院办公厅关于${year}年部分节假日安排的通知`}
            value={source}
            onChange={(e) => setSource(e.target.value)}
          />
        </label>
        <StretchRows title="放假" year={year} rows={off} onChange={setOff} />
        <StretchRows title="调休上班" year={year} rows={makeup} onChange={setMakeup} single />
        <p className="small muted">
          没有填日期的行不保存。共放假{Object.keys(daysOf(off)).length}天，调休上班
          {Object.keys(daysOf(makeup)).length}天；普通周末不用填。
        </p>
        <SubmitRow pending={save.isPending} leave="不改了" onLeave={onClose} />
      </form>
    </Sheet>
  )
}
