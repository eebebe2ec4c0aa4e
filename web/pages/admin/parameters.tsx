import { type FormEvent, type ReactElement, useState } from 'react'
import type { Ok } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/hooks.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { ScrollTable } from '../../ui/scroll-table.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import { SubmitRow } from '../../ui/submit-row.tsx'
import { toast } from '../../ui/toast.tsx'

type Parameter = Ok<'administration.parameters'>['parameters'][number]

/** 3个工作日, 24小时. */
const amount = (n: number | string, unit: string): string => `${n}${unit === '工作日' ? '个' : ''}${unit}`

const onOff = { 1: '开启', 0: '不开启' } as const
/** A value in words. */
const shown = ({ kind, unit }: Parameter, n: number | string): string =>
  kind === 'switch' ? onOff[Number(n) === 1 ? 1 : 0] : amount(n, unit)

const Edit = ({ parameter, onClose }: { parameter: Parameter; onClose: () => void }): ReactElement => {
  const save = useWrite('administration.setParameter', ['administration.parameters', 'desk.readingCopy'])
  const [value, setValue] = useState(String(parameter.value))
  const [reason, setReason] = useState('')
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (save.isPending) return
    save.mutate(
      { params: { name: parameter.name }, body: { value: Number(value), reason: reason.trim() } },
      {
        onSuccess: () => {
          toast(`已改为${shown(parameter, value)}`)
          onClose()
        },
      },
    )
  }
  return (
    <Sheet title="修改参数" small onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {save.error && <ProblemNotice error={save.error} />}
        <p>{parameter.title}</p>
        {parameter.kind === 'switch' ? (
          <fieldset className="stretches">
            <legend className="strong">数值</legend>
            {(['1', '0'] as const).map((one) => (
              <label key={one} className="pick">
                <input type="radio" name="value" checked={value === one} onChange={() => setValue(one)} />
                {onOff[one]}
              </label>
            ))}
          </fieldset>
        ) : (
          <label className="row">
            <span className="strong">数值</span>
            <input
              className="input"
              style={{ width: '7rem' }}
              type="number"
              required
              min={parameter.least}
              max={parameter.most}
              value={value}
              onChange={(e) => setValue(e.target.value)}
            />
            {parameter.unit}
            <span className="small muted">（通常{shown(parameter, parameter.usual)}）</span>
          </label>
        )}
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span className="strong">依据</span>
          <textarea
            className="input"
            required
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.target.value)}
          />
          <span className="small muted">哪份文件、哪次会议定的；所有人都看得到。</span>
        </label>
        <p className="small muted">改动只对以后起作用，已经产生的期限不变。</p>
        <SubmitRow pending={save.isPending} leave="不改了" onLeave={onClose} />
      </form>
    </Sheet>
  )
}

const Table = ({
  parameters,
  edit,
}: {
  parameters: readonly Parameter[]
  edit: ((parameter: Parameter) => void) | null
}): ReactElement => (
  <ScrollTable label="参数表" columns={['参数', '现值', '通常值', '依据或说明', ...(edit ? ['修改'] : [])]}>
    {parameters.map((parameter) => (
      <tr key={parameter.name}>
        <th scope="row" className="parameter-title" data-title="参数">
          {parameter.title}
        </th>
        <td className="nowrap" data-title="现值">
          <span className={parameter.value === parameter.usual ? undefined : 'strong'}>
            {shown(parameter, parameter.value)}
          </span>
        </td>
        <td className="nowrap" data-title="通常值">
          {shown(parameter, parameter.usual)}
        </td>
        <td data-title="依据">{parameter.note ?? '规则册原定'}</td>
        {edit && (
          <td data-title="修改">
            {parameter.may && (
              <button
                type="button"
                className="btn tiny"
                aria-label={`修改：${parameter.title}`}
                onClick={() => edit(parameter)}
              >
                修改
              </button>
            )}
          </td>
        )}
      </tr>
    ))}
  </ScrollTable>
)

/** 参数: what the district may set, lengths of terms above all, each with the reason for its value. */
export const Parameters = (): ReactElement => {
  const query = useCall('administration.parameters', {})
  const [editing, setEditing] = useState<Parameter | null>(null)
  return (
    <div className="stack">
      <h2>参数</h2>
      <Answer of={query}>
        {({ parameters }) =>
          parameters.length === 0 ? (
            <Empty>没有可以调整的参数。</Empty>
          ) : (
            <Table parameters={parameters} edit={parameters.some((one) => one.may) ? setEditing : null} />
          )
        }
      </Answer>
      {editing && <Edit key={editing.name} parameter={editing} onClose={() => setEditing(null)} />}
    </div>
  )
}
