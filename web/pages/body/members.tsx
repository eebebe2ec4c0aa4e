import type { ReactElement } from 'react'
import type { BodyData } from './types.ts'

/** 组成人员, in the order in which they speak. */
export const Members = ({ members, departs }: Pick<BodyData, 'members' | 'departs'>): ReactElement => (
  <section className="card stack" aria-labelledby="members-title">
    <h2 id="members-title">
      组成人员 <span className="muted small">{members.length}人，按发言次序</span>
    </h2>
    <ol className="lines">
      {members.map((member) => (
        <li key={member.post} className="row spread body-member">
          <span>
            {member.title} {member.chair && <span className="tag blue">主持人</span>}
          </span>
          <span>{member.holder ?? '空缺'}</span>
        </li>
      ))}
    </ol>
    {departs && (
      <p className="notice warn">
        组成不同于地方组织法第78条：{departs.what}。
        {departs.reason === '' ? '还没有写明理由，请记录单位提出修改规则。' : `理由：${departs.reason}`}
      </p>
    )}
  </section>
)
