import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Answer, Empty } from '../../ui/states.tsx'
import '../../ui/lists.css'
import './learning.css'

type Learning = Ok<'learning.mine'>
type Plan = Learning['plans'][number]
type Exam = Learning['exams'][number]

/** How far the hours of the year have come: said in words, with a bar beside them. */
const Progress = ({ plan: { due, held, left, excused } }: { plan: Plan }): ReactElement => (
  <div className="learning-progress">
    <p>
      应学<strong>{due}</strong>学时，已登记<strong>{held}</strong>学时，
      {left > 0 ? (
        <>
          还差<strong>{left}</strong>学时
        </>
      ) : (
        '已学满'
      )}
      {excused && `；单位写明的原因：${excused}`}
    </p>
    <meter min={0} max={due} value={Math.min(held, due)} aria-label={`已学${held}学时，应学${due}学时`} />
  </div>
)

const ExamOfYear = ({ plan: { examBy, satOn, open } }: { plan: Plan }): ReactElement => (
  <p>
    年度考试：
    {satOn
      ? `${dateText(satOn)}已参加`
      : open && examBy
        ? `还没有参加，单位应在${dateText(examBy)}前组织`
        : '没有登记'}
  </p>
)

const Subjects = ({ plan }: { plan: Plan }): ReactElement => (
  <table className="plain-table stacking">
    <caption className="sr">{plan.title}的学习内容</caption>
    <thead>
      <tr>
        {['内容', '法律、规范', '计划学时', '已学学时', '资料'].map((title) => (
          <th key={title} scope="col">
            {title}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {plan.subjects.map(({ subject, basis, hours, held, material }) => (
        <tr key={subject}>
          <th scope="row" data-title="内容">
            {subject}
          </th>
          <td data-title="法律、规范">{basis}</td>
          <td data-title="计划学时">{hours}</td>
          <td data-title="已学学时">{held}</td>
          <td data-title="资料">
            {material ? (
              <Link to="/matters/$id" params={{ id: material }}>
                学法资料
              </Link>
            ) : (
              '—'
            )}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Courses = ({ plan: { courses } }: { plan: Plan }): ReactElement =>
  courses.length === 0 ? (
    <p className="muted">还没有登记您的岗位参加的办班。</p>
  ) : (
    <ul className="learning-courses">
      {courses.map(({ subject, on, hours, form }) => (
        <li key={`${on} ${subject} ${form}`}>
          {dateText(on)} {subject}（{form}，{hours}学时）
        </li>
      ))}
    </ul>
  )

const PlanCard = ({ plan }: { plan: Plan }): ReactElement => (
  <section className="card stack" aria-label={plan.title}>
    <div className="row spread">
      <h2>
        <Link to="/matters/$id" params={{ id: plan.id }}>
          {plan.title}
        </Link>
      </h2>
      <span className="tag">{plan.stateTitle}</span>
    </div>
    <p className="small muted">
      岗位：{plan.posts.join('、')}；{dateText(plan.until)}前完成
    </p>
    <Progress plan={plan} />
    <ExamOfYear plan={plan} />
    <Subjects plan={plan} />
    <h3>参加过的办班</h3>
    <Courses plan={plan} />
  </section>
)

const Exams = ({ exams }: { exams: readonly Exam[] }): ReactElement => (
  <section className="card stack" aria-labelledby="exams-title">
    <h2 id="exams-title">我的资格考试</h2>
    {exams.length === 0 ? (
      <p className="muted">没有给您报过执法资格考试。</p>
    ) : (
      exams.map(({ id, title, number, stateTitle, says }) => (
        <div key={id} className="learning-exam">
          <p>
            <Link to="/matters/$id" params={{ id }}>
              {title}（{number}）
            </Link>{' '}
            <span className="tag">{stateTitle}</span>
          </p>
          <p>{says.map((one) => `${one.title}${one.text}`).join('，')}</p>
        </div>
      ))
    )}
    <p className="small muted">成绩只有您本人和组织考试的机关看得到，不排名、不通报、不计入考核。</p>
  </section>
)

/** Why one may not enforce the law by the card, and what to do. */
const LACKS: Readonly<Record<NonNullable<NonNullable<Learning['licence']>['lacks']>, string>> = {
  unit: '这张证是别的单位的，您在现在的单位不能凭它执法。请本单位向司法行政部门换发。',
  early: '证件还没有生效，生效以前不能凭它执法。',
  expired: '证件已经过期，不能凭它执法。请本单位办理换证。',
  stopped: '证件已经暂扣或者收回，不能凭它执法。恢复以前请由其他执法人员办理。',
  scope: '证件没有执法范围，不能凭它执法。请本单位申请变更。',
}

const Card = ({ licence }: { licence: NonNullable<Learning['licence']> }): ReactElement => (
  <section className="card stack" aria-labelledby="licence-title">
    <h2 id="licence-title">我的行政执法证</h2>
    <p>
      {licence.number}，{licence.unitName}，{dateText(licence.from)}至{dateText(licence.until)}
    </p>
    {licence.lacks && <p>{LACKS[licence.lacks]}</p>}
  </section>
)

/** 我的学法: the own hours, exam of the year, exams and card of the person who looks; nobody else's, and no comparison. */
const LearningPage = (): ReactElement => {
  const mine = useCall('learning.mine', {})
  return (
    <div className="page">
      <PageHead title="我的学法" lead="今年要学多少、学了多少、还差什么。只有您看得到这一页。" />
      <Answer of={mine}>
        {({ plans, exams, licence }) => (
          <>
            {plans.length === 0 && (
              <section className="card">
                <Empty>本单位的年度学法计划里没有您的岗位。计划由单位在“新办”里制定。</Empty>
              </section>
            )}
            {plans.map((plan) => (
              <PlanCard key={plan.id} plan={plan} />
            ))}
            <Exams exams={exams} />
            {licence && <Card licence={licence} />}
            <p className="small muted">
              学时按单位登记的办班计算，不看时长、不看答题。登记有误的，请单位在计划上“更正”。
            </p>
          </>
        )}
      </Answer>
    </div>
  )
}

export default LearningPage
