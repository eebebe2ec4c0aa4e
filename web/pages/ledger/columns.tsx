import { type ReactElement, useState } from 'react'
import type { Ok } from '../../api/client.ts'
import { Sheet } from '../../ui/sheet.tsx'

export type Column = Ok<'matters.list'>['columns'][number]

const KEY = 'luoshi.ledger.hidden'

const saved = (): readonly string[] => {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as string[]
  } catch {
    return []
  }
}

/** Which columns this person has put away; kept on this machine. Order and titles are the office's, from the API. */
export function useHidden(): readonly [readonly string[], (hidden: readonly string[]) => void] {
  const [hidden, setHidden] = useState(saved)
  const keep = (next: readonly string[]): void => {
    localStorage.setItem(KEY, JSON.stringify(next))
    setHidden(next)
  }
  return [hidden, keep]
}

/** 选列: every column can be put away on screen and in print; the Excel always has all. */
export const ColumnChooser = ({
  columns,
  hidden,
  onChange,
  onClose,
}: {
  columns: readonly Column[]
  hidden: readonly string[]
  onChange: (hidden: readonly string[]) => void
  onClose: () => void
}): ReactElement => (
  <Sheet title="选列" small onClose={onClose}>
    <div className="stack">
      <p className="muted">只影响屏幕和打印，导出的 Excel 总是全部列。</p>
      <ul className="column-picks">
        {columns.map(({ name, title }) => (
          <li key={name}>
            <label className="pick">
              <input
                type="checkbox"
                checked={!hidden.includes(name)}
                onChange={(e) =>
                  onChange(e.target.checked ? hidden.filter((one) => one !== name) : [...hidden, name])
                }
              />
              {title}
            </label>
          </li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="btn main" onClick={onClose}>
          好
        </button>
        <button type="button" className="btn" onClick={() => onChange([])}>
          全部显示
        </button>
      </div>
    </div>
  </Sheet>
)
