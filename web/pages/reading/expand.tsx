import { type ReactElement, useId, useMemo, useState } from 'react'
import { useDirectory } from '../../api/hooks.ts'

/** 各街道 and the like: adds all units of one kind at a person's word; each can be taken out again. */
export const Expand = ({
  names,
  add,
}: {
  names: readonly string[]
  add: (units: readonly string[]) => void
}): ReactElement => {
  const id = useId()
  const { data } = useDirectory()
  const [kind, setKind] = useState('')
  const kinds = useMemo(
    () => Map.groupBy(data?.units.filter((unit) => unit.assignable) ?? [], (unit) => unit.kind),
    [data],
  )
  const chosen = kinds.get(kind) ?? []
  return (
    <div className="expand">
      <label htmlFor={id}>把{names.map((name) => `“${name}”`).join('、')}按类别选入配合单位</label>
      <div className="row">
        <select id={id} className="input" value={kind} onChange={(e) => setKind(e.target.value)}>
          <option value="">选一类单位</option>
          {[...kinds].map(([name, units]) => (
            <option key={name} value={name}>
              {name}（{units.length}个）
            </option>
          ))}
        </select>
        <button
          type="button"
          className="btn"
          aria-disabled={chosen.length === 0}
          onClick={() => add(chosen.map((unit) => unit.id))}
        >
          {chosen.length === 0 ? '选入' : `选入${chosen.length}个`}
        </button>
      </div>
    </div>
  )
}
