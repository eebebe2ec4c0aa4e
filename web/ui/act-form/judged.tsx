import { type ReactElement, useEffect, useState } from 'react'
import { useCall } from '../../api/hooks.ts'

const WAIT = 500

/** The text once the typing has rested for a moment; at once when it is empty. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), text === '' ? 0 : WAIT)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/**
 * Beneath the words of an instruction: whether they say who, what and by when, as the gate will read them, and while they do
 * not, three drafts to take with one tap and to change.
 */
export const Judged = ({
  text,
  about,
  choose,
}: {
  text: string
  /** Title of the matter, which drafts are about. */
  about: string | undefined
  choose: (draft: string) => void
}): ReactElement => {
  const rested = useRested(text)
  const body = about === undefined ? { text: rested } : { text: rested, on: about }
  const { data } = useCall(
    'documents.judge',
    { body },
    { staleTime: Infinity, placeholderData: (before) => before },
  )
  return (
    <div className="stack" style={{ gap: '0.375rem' }}>
      <output className="small muted">
        {data && (rested === '' ? '写明由谁办、办什么、何时办完；可以先点一条草稿再改。' : data.says)}
      </output>
      {data && data.drafts.length > 0 && (
        <ul className="stack" style={{ gap: '0.375rem' }} aria-label="批示草稿">
          {data.drafts.map((draft) => (
            <li key={draft}>
              <button type="button" className="btn draft" onClick={() => choose(draft)}>
                {draft}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
