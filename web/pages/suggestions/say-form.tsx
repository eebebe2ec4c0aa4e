import { type FormEvent, type ReactElement, useId, useState } from 'react'
import { useWrite } from '../../api/hooks.ts'
import '../../ui/act-form/act-form.css'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { toast } from '../../ui/toast.tsx'
import { type Item, kinds, pageName } from './words.ts'

const KEY = 'luoshi.suggestion'

/** 提意见: what it is about, the words, and whether to give one’s name. What is written stays on this machine until it is sent. */
export const SayForm = ({ page }: { page: string }): ReactElement => {
  const id = useId()
  const [kind, setKind] = useState<Item['kind']>('fault')
  const [text, setText] = useState(() => localStorage.getItem(KEY) ?? '')
  const [named, setNamed] = useState(true)
  const say = useWrite('desk.suggest', ['desk.suggestions'])
  const write = (words: string): void => {
    localStorage.setItem(KEY, words)
    setText(words)
  }
  const submit = (e: FormEvent): void => {
    e.preventDefault()
    if (say.isPending) return
    say.mutate(
      { body: { kind, text, page, named } },
      {
        onSuccess: () => {
          write('')
          toast('意见已提交，下面看得到它和答复')
        },
      },
    )
  }
  return (
    <form className="card stack" onSubmit={submit} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>提意见</h2>
      {say.error && <ProblemNotice error={say.error} />}
      <fieldset className="field choice">
        <legend>哪一类</legend>
        <div className="row">
          {(Object.keys(kinds) as Item['kind'][]).map((one) => (
            <label key={one} className="pick">
              <input type="radio" name={`${id}-kind`} checked={kind === one} onChange={() => setKind(one)} />
              {kinds[one]}
            </label>
          ))}
        </div>
      </fieldset>
      <div className="field">
        <label htmlFor={`${id}-text`}>意见</label>
        <textarea
          id={`${id}-text`}
          className="input"
          rows={4}
          required
          maxLength={1000}
          value={text}
          onChange={(e) => write(e.target.value)}
        />
        {page !== '' && <p className="small muted">关于页面：{pageName(page)}</p>}
      </div>
      <label className="pick">
        <input type="checkbox" checked={!named} onChange={(e) => setNamed(!e.target.checked)} />
        不留名
      </label>
      <p className="small muted">
        {named ? '姓名只有答复意见的系统管理岗位看得到。' : '不记录是谁提的，答复时也无法找您核实。'}
      </p>
      <div className="row">
        <button type="submit" className="btn main" aria-disabled={say.isPending}>
          {say.isPending ? '正在提交' : '提交意见'}
        </button>
      </div>
    </form>
  )
}
