import type { ReactElement } from 'react'
import { useCall } from '../../api/hooks.ts'
import { Answer } from '../../ui/states.tsx'

type Chosen = readonly string[] | null

const Procedure = ({
  id,
  acts,
  choose,
}: {
  id: string
  acts: readonly string[]
  choose: (acts: Chosen) => void
}): ReactElement => {
  const copy = useCall('desk.readingCopy', { params: { id } }, { staleTime: 600_000 })
  const toggle = (act: string): void =>
    choose(acts.includes(act) ? acts.filter((a) => a !== act) : [...acts, act])
  return (
    <Answer of={copy} lines={2}>
      {({ title, powers }) => (
        <fieldset className="plain">
          <legend className="small muted">{title}</legend>
          <div className="row">
            {powers.map(({ act, may }) => (
              <label key={act} className="pick">
                <input
                  type="checkbox"
                  checked={acts.includes(`${id}.${act}`)}
                  onChange={() => toggle(`${id}.${act}`)}
                />
                {may}
              </label>
            ))}
          </div>
        </fieldset>
      )}
    </Answer>
  )
}

/** 委托范围: everything the post may do, or only the acts ticked. `null` is everything. */
export const ActsPicker = ({
  acts,
  choose,
}: {
  acts: Chosen
  choose: (acts: Chosen) => void
}): ReactElement => {
  const all = useCall('desk.procedures', {}, { enabled: acts !== null, staleTime: 600_000 })
  return (
    <fieldset className="plain">
      <legend className="strong">委托哪些职权</legend>
      <div className="row">
        <label className="pick">
          <input type="radio" name="scope" checked={acts === null} onChange={() => choose(null)} />
          本岗位全部职权
        </label>
        <label className="pick">
          <input type="radio" name="scope" checked={acts !== null} onChange={() => choose([])} />
          只委托下列职权
        </label>
      </div>
      {acts !== null && (
        <Answer of={all} lines={2}>
          {({ procedures }) =>
            procedures.map(({ id }) => <Procedure key={id} id={id} acts={acts} choose={choose} />)
          }
        </Answer>
      )}
    </fieldset>
  )
}
