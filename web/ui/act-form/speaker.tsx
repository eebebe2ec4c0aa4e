import type { ReactElement } from 'react'
import type { AvailableAct } from '../../api/shapes.ts'

/** Whose words are entered, in which post. */
export type Speaker = NonNullable<AvailableAct['speakers']>[number]

const keyOf = ({ person, post }: Speaker): string => `${post}/${person}`

/** 代录: for whom. Both names stand on the record; whose words they are may take them back. */
export const SpeakerChoice = ({
  id,
  act,
  chosen,
  choose,
}: {
  id: string
  act: AvailableAct
  chosen: Speaker | undefined
  choose: (speaker: Speaker | undefined) => void
}): ReactElement => (
  <div className="field">
    <label htmlFor={id}>代谁录入</label>
    <select
      id={id}
      className="input"
      value={chosen ? keyOf(chosen) : ''}
      onChange={(e) => choose(act.speakers?.find((one) => keyOf(one) === e.target.value))}
    >
      <option value="">{act.mine ? '本人办理' : '请选择是谁说的'}</option>
      {act.speakers?.map((one) => (
        <option key={keyOf(one)} value={keyOf(one)}>
          {one.name}（{one.title}）
        </option>
      ))}
    </select>
    <p className="small muted">记录上写“某某（由您代录）”；本人会收到通知，可以取回。</p>
  </div>
)
