/** Whose instructions, from which day to which. */
export interface Period {
  readonly leader?: string | undefined
  readonly from: string
  readonly to: string
}

const DAY = /^\d{4}-\d{2}-\d{2}$/

/** What the address asks for; without a word the year so far, as an assessor asks for it. */
export function periodOf(search: Readonly<Record<string, string | undefined>>, today: Date): Period {
  const day = new Date(today.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)
  const { leader, from, to } = search
  return {
    ...(leader ? { leader } : {}),
    from: from && DAY.test(from) ? from : `${day.slice(0, 4)}-01-01`,
    to: to && DAY.test(to) ? to : day,
  }
}
