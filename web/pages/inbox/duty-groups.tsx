import { type ReactElement, useState } from 'react'
import { usePages } from '../../api/hooks.ts'
import type { InboxItem } from '../../api/shapes.ts'
import { More } from '../../ui/more.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Empty, Failed, Loading } from '../../ui/states.tsx'
import { orMore } from '../../ui/up-to.ts'
import { type Answer, useAnswering } from './answering.tsx'
import { type DutyGroup, groupsOf } from './groups.ts'
import { InboxRow } from './inbox-row.tsx'
import './inbox.css'

const SHOWN = 8

const anchorOf = ({ name }: DutyGroup): string => `duty-${name}`

const Group = ({
  group,
  more,
  answer,
}: {
  group: DutyGroup
  more: boolean
  answer: Answer
}): ReactElement => {
  const [open, setOpen] = useState(false)
  const shown = open ? group.items : group.items.slice(0, SHOWN)
  return (
    <Panel
      id={anchorOf(group)}
      title={`${group.must}（${orMore(group.items.length, more)}）`}
      note={`${group.procedureTitle}。${more ? '先列时限最近的。' : ''}${group.note}`}
    >
      <ul className="inbox">
        {shown.map((item) => (
          <InboxRow key={`${item.matter.id} ${item.duty?.no ?? item.at}`} item={item} answer={answer} />
        ))}
      </ul>
      {shown.length < group.items.length && (
        <div>
          <button type="button" className="btn tiny" onClick={() => setOpen(true)}>
            还有{group.items.length - shown.length}件
          </button>
        </div>
      )}
    </Panel>
  )
}

/** Duties by what is owed, each kind with its number and an anchor; the answers are given where they stand. */
export const DutyGroups = ({
  items,
  more,
  none,
  label,
}: {
  items: readonly InboxItem[]
  /** Whether there are more than these. */
  more: boolean
  none: string
  label: string
}): ReactElement => {
  const { answer, sheet } = useAnswering()
  const groups = groupsOf(items)
  return (
    <>
      {groups.length > 1 && (
        <nav aria-label={label} className="row noprint">
          {groups.map((group) => (
            <a key={group.name} className="btn tiny" href={`#${anchorOf(group)}`}>
              {group.must} <strong>{orMore(group.items.length, more)}</strong>
            </a>
          ))}
        </nav>
      )}
      {groups.length === 0 && <Empty>{none}</Empty>}
      {groups.map((group) => (
        <Group key={group.name} group={group} more={more} answer={answer} />
      ))}
      {sheet}
    </>
  )
}

/** What one’s own office owes, by what is owed. */
export const OfficeDuties = ({ none }: { none: string }): ReactElement => {
  const inbox = usePages('work.inbox', { query: { box: 'todo', scope: 'unit', limit: 200 } })
  if (inbox.isPending) return <Loading lines={6} />
  if (inbox.error && !inbox.data) return <Failed error={inbox.error} retry={inbox.refetch} />
  return (
    <>
      <DutyGroups
        items={inbox.data?.pages.flatMap((page) => page.items) ?? []}
        more={inbox.hasNextPage}
        none={none}
        label="本单位要办的"
      />
      <More of={inbox} />
    </>
  )
}
