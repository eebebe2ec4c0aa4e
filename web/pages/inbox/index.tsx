import type { ReactElement } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import { urlOf } from '../../api/client.ts'
import { useMe, usePages } from '../../api/hooks.ts'
import type { InboxItem } from '../../api/shapes.ts'
import { DownloadButton } from '../../ui/download.tsx'
import { More } from '../../ui/more.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { useTitle } from '../../ui/title.ts'
import { upTo } from '../../ui/up-to.ts'
import { type Answer, useAnswering } from './answering.tsx'
import { InboxRow } from './inbox-row.tsx'
import './inbox.css'

const boxes = [
  { box: 'todo', title: '待办' },
  { box: 'doing', title: '在办' },
  { box: 'done', title: '已办' },
  { box: 'toread', title: '待阅' },
] as const
type Box = (typeof boxes)[number]['box']
type Scope = 'mine' | 'unit'

const nothing: Record<Box, string> = {
  todo: '没有要办的事。有新的交办会出现在这里，并写明期限和依据。',
  doing: '手上没有在办的事项。',
  done: '还没有办过的事项。',
  toread: '没有要看的。打开一件就算看过，不用回复。',
}

/** What the time of a line is the time of. */
const timedOf = (box: Box, scope: Scope): string => {
  if (box === 'toread') return '送达'
  if (box === 'doing') return '最近动态'
  return scope === 'mine' ? '我最近办理' : '办结'
}

const boxOf = (word: string | undefined): Box => boxes.find(({ box }) => box === word)?.box ?? 'todo'

/** 我的事: every obligation of this person and unit from every module, by what is due next. */
const InboxPage = (): ReactElement => {
  useTitle('我的事')
  const search = useSearch({ from: '/shell/inbox' })
  const box = boxOf(search.box)
  const scope: Scope = search.scope === 'unit' ? 'unit' : 'mine'
  const list = usePages('work.inbox', { query: { box, scope } })
  const { answer, sheet } = useAnswering()
  const counts = list.data?.pages[0]?.counts
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="page">
      <div className="row spread">
        <h1>我的事</h1>
        <div className="row noprint">
          <ScopeSwitch box={box} scope={scope} />
          <DownloadButton url={urlOf('ledger.inbox', { query: { box, scope } })} name="我的事.xlsx">
            导出 Excel
          </DownloadButton>
        </div>
      </div>
      <nav className="tabs" aria-label="我的事分类">
        {boxes.map(({ box: name, title }) => (
          <Link
            key={name}
            to="/inbox"
            search={{ box: name, scope }}
            aria-current={name === box ? 'page' : undefined}
          >
            {title}
            {counts && name !== 'done' && <span className="count">{upTo(99, counts[name])}</span>}
          </Link>
        ))}
      </nav>
      {counts !== undefined && counts.lapsed > 0 && box === 'todo' && (
        <p className="notice bad">其中{upTo(99, counts.lapsed)}项已经超过期限，请先办这些。</p>
      )}
      <List list={list} items={items} empty={nothing[box]} timed={timedOf(box, scope)} answer={answer} />
      {sheet}
    </div>
  )
}

const ScopeSwitch = ({ box, scope }: { box: Box; scope: Scope }): ReactElement => {
  const me = useMe()
  const unit = me.data?.posts.find((post) => post.current)?.unitName
  return (
    <nav className="row" aria-label="看谁的">
      <Link
        className="btn tiny"
        to="/inbox"
        search={{ box, scope: 'mine' }}
        aria-current={scope === 'mine' ? 'true' : undefined}
      >
        我本人
      </Link>
      <Link
        className="btn tiny"
        to="/inbox"
        search={{ box, scope: 'unit' }}
        aria-current={scope === 'unit' ? 'true' : undefined}
      >
        本单位<span className="sr">{unit}</span>
      </Link>
    </nav>
  )
}

const List = ({
  list,
  items,
  empty,
  timed,
  answer,
}: {
  list: ReturnType<typeof usePages<'work.inbox'>>
  items: readonly InboxItem[]
  empty: string
  timed: string
  answer: Answer
}): ReactElement => {
  if (list.isPending) return <Loading lines={6} />
  if (list.error && items.length === 0) return <Failed error={list.error} retry={list.refetch} />
  if (items.length === 0) return <Empty>{empty}</Empty>
  return (
    <>
      <ul className="inbox">
        {items.map((item) => (
          <InboxRow
            key={`${item.matter.id} ${item.duty?.no ?? item.at}`}
            item={item}
            timed={timed}
            answer={answer}
          />
        ))}
      </ul>
      <More of={list} />
    </>
  )
}

export default InboxPage
