import type { ReactElement, ReactNode } from 'react'
import type { Ok } from '../../api/client.ts'
import { dateText } from '../../ui/format.ts'
import './party.css'

type Case = Ok<'party.page'>

const Section = ({
  id,
  title,
  children,
}: {
  id: string
  title: string
  children: ReactNode
}): ReactElement => (
  <section className="card stack" aria-labelledby={`${id}-title`}>
    <h2 id={`${id}-title`}>{title}</h2>
    {children}
  </section>
)

/** A case as its party sees it: how it stands, what was done, his papers, what he may do against it. */
export const CaseSheet = ({
  of: shown,
  paper,
}: {
  of: Case
  /** The button that fetches one of his papers. */
  paper: (one: Case['papers'][number]) => ReactElement
}): ReactElement => (
  <>
    <section className="card stack" aria-label="案件">
      <dl className="case-head">
        {[
          ['案号', shown.number],
          ['当事人', shown.party],
          ['承办单位', shown.unit],
          ['现在', shown.state],
          ...(shown.due === null ? [] : [['办理期限', shown.due]]),
        ].map(([title, text]) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
    <Section id="remedies" title="您的权利和救济途径">
      {shown.remedies.length === 0 ? (
        <p className="muted">现在没有正在计算的救济期限。对办理有意见，可以向承办单位陈述、申辩。</p>
      ) : (
        <ul className="case-list">
          {shown.remedies.map(({ title, words, until, basis }) => (
            <li key={title}>
              <p className="strong">
                {title}
                {until !== null && `（${until}）`}
              </p>
              <p>{words}</p>
              <p className="small muted">{basis.join('、')}</p>
            </li>
          ))}
        </ul>
      )}
    </Section>
    <Section id="steps" title="办理经过">
      {shown.steps.length === 0 ? (
        <p className="muted">还没有需要告知您的步骤。</p>
      ) : (
        <ol className="case-steps">
          {shown.steps.map(({ title, on }, n) => (
            <li key={n}>
              <time dateTime={on}>{dateText(on)}</time>
              <span>{title}</span>
            </li>
          ))}
        </ol>
      )}
    </Section>
    <Section id="papers" title="给您的文书">
      {shown.papers.length === 0 ? (
        <p className="muted">还没有文书。</p>
      ) : (
        <ul className="case-list">
          {shown.papers.map((one) => (
            <li key={one.name} className="row spread">
              <span>{one.title}</span>
              {paper(one)}
            </li>
          ))}
        </ul>
      )}
    </Section>
    {shown.fields.length > 0 && (
      <Section id="facts" title="案件内容">
        <dl className="case-facts">
          {shown.fields.map(({ name, title, text }) => (
            <div key={name}>
              <dt>{title}</dt>
              <dd className="pre">{text}</dd>
            </div>
          ))}
        </dl>
      </Section>
    )}
  </>
)
