import { type ReactElement, useDeferredValue, useMemo, useState } from 'react'
import type { Ok } from '../../api/client.ts'
import { useWrite } from '../../api/hooks.ts'
import type { Me } from '../../api/shapes.ts'
import { ProblemNotice } from '../../ui/refusal.tsx'

type Persona = Ok<'session.welcome'>['personas'][number]

function grouped(personas: readonly Persona[], words: string): Map<string, Persona[]> {
  const groups = new Map<string, Persona[]>()
  for (const persona of personas) {
    const text = `${persona.name} ${persona.title} ${persona.unit} ${persona.group}`
    if (words && !words.split(/\s+/).every((word) => text.includes(word))) continue
    groups.set(persona.group, [...(groups.get(persona.group) ?? []), persona])
  }
  return groups
}

const SHOWN = 12

const Group = ({
  title,
  personas,
  all,
  pick,
}: {
  title: string
  personas: readonly Persona[]
  all: boolean
  pick: (person: string) => void
}): ReactElement => {
  const [open, setOpen] = useState(false)
  const shown = all || open ? personas : personas.slice(0, SHOWN)
  return (
    <section className="stack tight">
      <h3>{title}</h3>
      <ul className="personas">
        {shown.map((persona) => (
          <li key={persona.person}>
            <button type="button" className="persona" onClick={() => pick(persona.person)}>
              <span className="strong">{persona.name}</span>
              <span className="small">
                {persona.unit} {persona.title}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length < personas.length && (
        <button type="button" className="btn text" onClick={() => setOpen(true)}>
          还有{personas.length - shown.length}人
        </button>
      )}
    </section>
  )
}

/** 演示: who to be, by group, searchable by name, post or unit. */
export const Personas = ({
  personas,
  enter,
}: {
  personas: readonly Persona[]
  enter: (me: Me) => void
}): ReactElement => {
  const [words, setWords] = useState('')
  const wanted = useDeferredValue(words.trim())
  const groups = useMemo(() => grouped(personas, wanted), [personas, wanted])
  const login = useWrite('session.demoLogin')
  const pick = (person: string): void => {
    if (!login.isPending) login.mutate({ body: { person } }, { onSuccess: enter })
  }
  return (
    <section className="card stack" aria-labelledby="demo-title">
      <h2 id="demo-title">演示：点一个人进入</h2>
      <p className="small muted">人物和单位都是虚构的，数据只用于演示。</p>
      {login.error && <ProblemNotice error={login.error} />}
      <input
        className="input"
        type="search"
        aria-label="找人：姓名、岗位、单位"
        placeholder="找人：姓名、岗位、单位"
        value={words}
        onChange={(e) => setWords(e.target.value)}
      />
      {groups.size === 0 && <p className="muted">没有找到“{wanted}”，换个词试试。</p>}
      {[...groups].map(([title, list]) => (
        <Group key={title} title={title} personas={list} all={wanted !== ''} pick={pick} />
      ))}
    </section>
  )
}
