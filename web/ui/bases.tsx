import type { ReactElement } from 'react'
import { Link } from '@tanstack/react-router'

/** 《行政强制法》第18条 within a sentence: the name of an instrument, and what follows it up to the next one. */
const NAMED = /(《[^《》]+》)([^《》；、，（]*)/g

/**
 * A text of bases in which every instrument leads to its place in the register of laws.
 *
 *     <Bases of="《行政强制法》第18条；区人民政府工作规则" />
 */
export const Bases = ({ of }: { of: string }): ReactElement => {
  const parts: (string | ReactElement)[] = []
  let last = 0
  for (const found of of.matchAll(NAMED)) {
    const [whole, title = '', article = ''] = found
    parts.push(of.slice(last, found.index))
    parts.push(
      <Link key={found.index} to="/laws" search={{ of: `${title}${article}` }}>
        {whole}
      </Link>,
    )
    last = found.index + whole.length
  }
  parts.push(of.slice(last))
  return <>{parts}</>
}
