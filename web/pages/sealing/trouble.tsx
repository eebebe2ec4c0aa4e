import type { ReactElement } from 'react'
import { ProblemNotice } from '../../ui/refusal.tsx'
import { Unsealable } from './crypto.ts'

/** What went wrong here or at the server, in one sentence each. */
export const Trouble = ({ error }: { error: Error }): ReactElement =>
  error instanceof Unsealable ? (
    <p className="notice bad" role="alert">
      {error.message}
    </p>
  ) : (
    <ProblemNotice error={error} />
  )
