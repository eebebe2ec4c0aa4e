import { type ReactElement, Suspense, lazy, useState } from 'react'
import type { FileRef } from '../../api/shapes.ts'
import { Sheet } from '../sheet.tsx'
import { Loading } from '../states.tsx'

// The pad and the PDF renderer come only when somebody takes up the pen.
const DrawPad = lazy(() => import('./draw-pad.tsx'))

/** 手写: opens the pad; what is written is kept twice, as strokes and as the flattened picture. */
export const DrawButton = ({
  title,
  sheets,
  onDrawn,
}: {
  title: string
  sheets: readonly FileRef[]
  onDrawn: (files: readonly FileRef[]) => void
}): ReactElement => {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="btn tiny draw-open" onClick={() => setOpen(true)}>
        在屏幕上手写
      </button>
      {open && (
        <Sheet title={title} onClose={() => setOpen(false)}>
          <Suspense fallback={<Loading />}>
            <DrawPad
              title={title}
              sheets={sheets}
              onDrawn={(files) => {
                onDrawn(files)
                setOpen(false)
              }}
            />
          </Suspense>
        </Sheet>
      )}
    </>
  )
}
