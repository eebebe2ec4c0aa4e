import type { ReactElement } from 'react'
import { Link, useParams } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { useCall, useWrite } from '../../api/hooks.ts'
import { timeText } from '../../ui/format.ts'
import { PageHead } from '../../ui/page-head.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Answer } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import { CaseSheet } from '../party/sheet.tsx'

const Given = ({
  id,
  since,
  gives,
}: Pick<Ok<'party.preview'>, 'since' | 'gives'> & { id: string }): ReactElement => {
  const give = useWrite('party.give', ['party.preview'])
  const takeBack = useWrite('party.takeBack', ['party.preview'])
  const busy = give.isPending || takeBack.isPending
  const code = give.data
  return (
    <Panel
      id="code"
      title="查询码"
      note="印在文书上或者当面交给当事人。系统只保存查询码的摘要：忘记了只能更换，更换后原来的作废。"
    >
      {give.error && <ProblemNotice error={give.error} />}
      {takeBack.error && <ProblemNotice error={takeBack.error} />}
      {code ? (
        <output className="stack">
          <p className="party-code">{code.code}</p>
          <p className="small">
            网址：<span className="party-url">{code.url}</span>
          </p>
          <p className="small muted">只显示这一次，请现在打印或者抄下交给当事人。</p>
        </output>
      ) : (
        <p>{since === null ? '还没有给过查询码。' : `${timeText(since)}给的查询码现在有效。`}</p>
      )}
      {gives ? (
        <div className="row noprint">
          <button
            type="button"
            className="btn main"
            aria-disabled={busy}
            onClick={() => {
              if (!busy) give.mutate({ params: { id }, body: {} })
            }}
          >
            {since === null ? '给查询码' : '更换查询码'}
          </button>
          {code && (
            <button type="button" className="btn" onClick={() => window.print()}>
              打印
            </button>
          )}
          {since !== null && (
            <button
              type="button"
              className="btn"
              aria-disabled={busy}
              onClick={() => {
                if (busy) return
                takeBack.mutate(
                  { params: { id } },
                  {
                    onSuccess: () => {
                      give.reset()
                      toast('查询码已收回')
                    },
                  },
                )
              }}
            >
              收回
            </button>
          )}
        </div>
      ) : (
        <p className="small muted">查询码由承办单位给当事人。</p>
      )}
    </Panel>
  )
}

/** 当事人查询: the code for the party, and what he sees with it. */
const PartyCodePage = (): ReactElement => {
  const { id } = useParams({ from: '/shell/matters/$id/party' })
  const preview = useCall('party.preview', { params: { id } })
  return (
    <div className="page">
      <PageHead
        title={preview.data ? `当事人查询：${preview.data.page.title}` : '当事人查询'}
        lead={preview.data?.page.number}
      >
        <Link to="/matters/$id" params={{ id }} className="btn">
          回到事项
        </Link>
      </PageHead>
      <Answer of={preview}>
        {({ page, since, gives }) => (
          <>
            <Given id={id} since={since} gives={gives} />
            <h2>当事人看到的</h2>
            <CaseSheet of={page} paper={() => <span className="small muted">当事人可以下载</span>} />
          </>
        )}
      </Answer>
    </div>
  )
}

export default PartyCodePage
