import type { ReactElement } from 'react'
import './lists.css'

/** A telephone number that dials on a tap. */
export const Phone = ({ number, of }: { number: string | null; of: string }): ReactElement =>
  number === null || number.trim() === '' ? (
    <span className="muted">无电话</span>
  ) : (
    <a
      className="phone"
      href={`tel:${number.replaceAll(/[^\d+,;]/g, '')}`}
      aria-label={`拨打${of}电话${number}`}
    >
      {number}
    </a>
  )
