import type { ReactElement } from 'react'
import { Link, useSearch } from '@tanstack/react-router'
import type { Ok } from '../../api/client.ts'
import { usePages } from '../../api/hooks.ts'
import { dateText } from '../../ui/format.ts'
import { More } from '../../ui/more.tsx'
import { PageHead } from '../../ui/page-head.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { SuggestionItem } from './item.tsx'
import { SayForm } from './say-form.tsx'
import { paceText } from './words.ts'
import './suggestions.css'

type Figures = Ok<'desk.suggestions'>['figures']

const boxes = [
  { box: 'waiting', title: '等待答复' },
  { box: 'answered', title: '已答复' },
  { box: 'mine', title: '我提的' },
] as const
type Box = (typeof boxes)[number]['box']

const nothing: Record<Box, string> = {
  waiting: '没有等待答复的意见。',
  answered: '还没有答复过的意见。',
  mine: '您还没有留名提过意见。不留名的不在这里列出。',
}

/** The tabs, each with its number, and how quickly the office answers: for everybody to see. */
const Tabs = ({ box, figures }: { box: Box; figures: Figures | undefined }): ReactElement => (
  <>
    <nav className="tabs" aria-label="意见分类">
      {boxes.map(({ box: name, title }) => (
        <Link
          key={name}
          to="/suggestions"
          search={{ box: name }}
          replace
          activeProps={{}}
          aria-current={name === box ? 'page' : undefined}
        >
          {title}
          {figures && name !== 'mine' && <span className="count">{figures[name]}</span>}
        </Link>
      ))}
    </nav>
    {figures && (
      <p className="small muted">
        {dateText(figures.since)}以来共收到{figures.received}条，答复{figures.answered}条。{paceText(figures)}
        。
      </p>
    )}
  </>
)

/** 意见: said here, queued in sight of everybody, answered by the administration; the figures are about the office that answers. */
const SuggestionsPage = (): ReactElement => {
  const search = useSearch({ from: '/shell/suggestions' })
  const box = boxes.find((one) => one.box === search.box)?.box ?? 'waiting'
  const list = usePages('desk.suggestions', { query: { box } })
  const [first] = list.data?.pages ?? []
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <div className="page suggestions">
      <PageHead title="意见" lead="投诉、意见、建议都在这里提；每一条和它的答复，所有用户都看得到。" />
      <SayForm page={search.page ?? ''} />
      <Tabs box={box} figures={first?.figures} />
      {list.isPending && <Loading lines={4} />}
      {list.error && items.length === 0 && <Failed error={list.error} retry={list.refetch} />}
      {first && items.length === 0 && <Empty>{nothing[box]}</Empty>}
      <ul className="stack">
        {items.map((item) => (
          <SuggestionItem key={item.id} item={item} answers={first?.answers === true} />
        ))}
      </ul>
      <More of={list} />
    </div>
  )
}

export default SuggestionsPage
