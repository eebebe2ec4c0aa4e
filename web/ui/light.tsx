import type { ReactElement } from 'react'
import type { LightJson } from '../api/shapes.ts'

const shapes: Record<LightJson['colour'], ReactElement> = {
  green: <circle cx="7" cy="7" r="6" fill="currentColor" />,
  yellow: <path d="M7 1 13.5 13H.5Z" fill="currentColor" />,
  red: <rect x="1" y="1" width="12" height="12" fill="currentColor" />,
  none: <circle cx="7" cy="7" r="5" fill="none" stroke="currentColor" strokeWidth="2" />,
}

/** 灯: always text, shape and colour together; the text names the colour and says why. */
export const Light = ({ light }: { light: LightJson }): ReactElement | null =>
  light.text === '' ? null : (
    <span className={`light ${light.colour}`}>
      <svg viewBox="0 0 14 14" aria-hidden="true">
        {shapes[light.colour]}
      </svg>
      <span>{light.text}</span>
    </span>
  )
