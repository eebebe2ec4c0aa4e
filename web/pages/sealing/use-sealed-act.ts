import { useRef, useState } from 'react'
import { ProblemError, act as doAct } from '../../api/client.ts'
import { refreshAll } from '../../api/hooks.ts'
import { newKey } from '../../api/key.ts'
import { refreshMatters } from '../../ui/act-form/take-back.ts'
import { Unsealable, type View } from './crypto.ts'

interface Sent {
  readonly act: string
  readonly form: Readonly<Record<string, unknown>>
  readonly key: string
}

/**
 * Does an act whose form is made on this machine. What was made is kept until the server has answered, so that a lost answer asks for
 * the same again; and no longer, and nowhere but in memory.
 */
export function useSealedAct(view: View) {
  const sent = useRef<Sent | null>(null)
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<Error | null>(null)
  const run = async (
    act: string,
    make: () => Promise<Readonly<Record<string, unknown>>>,
    done: () => void,
  ): Promise<void> => {
    if (pending) return
    setPending(true)
    setError(null)
    try {
      if (sent.current?.act !== act) sent.current = { act, form: await make(), key: newKey() }
      const { form, key } = sent.current
      await doAct({ matter: view.id, act: `${view.procedure}.${act}`, form: { ...form }, key, ver: view.ver })
      sent.current = null
      done()
    } catch (caught) {
      const answered = caught instanceof ProblemError && caught.status >= 400 && caught.status < 500
      if (answered || caught instanceof Unsealable) sent.current = null
      setError(caught instanceof Error ? caught : new Error('没有办成，请重试'))
    } finally {
      setPending(false)
      await Promise.all([refreshMatters(), refreshAll(['sealing.view'])])
    }
  }
  return { run, pending, error }
}
