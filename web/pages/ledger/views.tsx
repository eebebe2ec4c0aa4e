import { type FormEvent, type ReactElement, useState } from 'react'
import { Link } from '@tanstack/react-router'
import { useCall, useWrite } from '../../api/hooks.ts'
import { searchOf } from '../../ui/figures.tsx'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { SubmitRow } from '../../ui/submit-row.tsx'
import { toast } from '../../ui/toast.tsx'
import type { LedgerSearch } from '../../router.tsx'
import { isFiltered, textOf, unfiltered } from './query.ts'

const SaveView = ({
  query,
  suggested,
  onClose,
}: {
  query: string
  suggested: string
  onClose: () => void
}): ReactElement => {
  const [name, setName] = useState(suggested.slice(0, 40))
  const save = useWrite('desk.saveView', ['desk.views'])
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (save.isPending) return
    save.mutate(
      { body: { name: name.trim(), query } },
      {
        onSuccess: () => {
          toast(`已存为视图“${name.trim()}”`)
          onClose()
        },
      },
    )
  }
  return (
    <Sheet title="存为视图" small onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {save.error && <ProblemNotice error={save.error} />}
        <p>把现在的筛选和排序存下来，以后一点就到。只有您自己看得到。</p>
        <label className="stack" style={{ gap: '0.25rem' }}>
          <span>视图名称</span>
          <input
            className="input"
            required
            maxLength={40}
            value={name}
            onChange={(e) => setName(e.target.value)}
          />
        </label>
        <SubmitRow pending={save.isPending} leave="不存了" onLeave={onClose} />
      </form>
    </Sheet>
  )
}

/** 存的视图: one tap opens the saved filters; a dropped view can be put back. */
export const Views = ({
  search,
  suggested,
}: {
  search: LedgerSearch
  suggested: string
}): ReactElement | null => {
  const query = textOf(search)
  const { data } = useCall('desk.views', {}, { staleTime: 300_000 })
  const [saving, setSaving] = useState(false)
  const drop = useWrite('desk.dropView', ['desk.views'])
  const again = useWrite('desk.saveView', ['desk.views'])
  const remove = (view: { id: string; name: string; query: string }): void =>
    drop.mutate(
      { params: { id: view.id } },
      {
        onSuccess: () =>
          toast(`已删除视图“${view.name}”`, {
            title: '恢复',
            run: () => again.mutate({ body: { name: view.name, query: view.query } }),
          }),
        onError: (error) => toast(error.message),
      },
    )
  const views = data?.views ?? []
  const known = views.find((view) => view.query === query)
  if (views.length === 0 && !isFiltered(search)) return null
  return (
    <nav aria-label="视图" className="views noprint">
      <Link
        to="/matters"
        search={unfiltered(search)}
        className="btn tiny"
        activeOptions={{ exact: true, includeSearch: true }}
      >
        不筛选
      </Link>
      {views.map((view) => (
        <Link
          key={view.id}
          to="/matters"
          search={searchOf(view.query)}
          className="btn tiny"
          aria-current={view === known ? 'page' : undefined}
        >
          {view.name}
        </Link>
      ))}
      {known ? (
        <button type="button" className="btn text tiny" onClick={() => remove(known)}>
          删除视图“{known.name}”
        </button>
      ) : (
        isFiltered(search) && (
          <button
            type="button"
            className="btn text tiny"
            aria-haspopup="dialog"
            onClick={() => setSaving(true)}
          >
            存为视图
          </button>
        )
      )}
      {saving && <SaveView query={query} suggested={suggested} onClose={() => setSaving(false)} />}
    </nav>
  )
}
