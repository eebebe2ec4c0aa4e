/**
 * Places in an answer that its contract does not list: keys the schema left out of what it parsed. An answer says what its contract
 * says and not a key more; what travels unseen today is relied on, or read by the wrong person, tomorrow.
 *
 * @param given what a handler answered
 * @param listed the same after its schema has read it
 * @returns such as `rows.0.phone`
 */
export function unlistedKeys(given: unknown, listed: unknown, under = ''): string[] {
  if (typeof given !== 'object' || given === null || typeof listed !== 'object' || listed === null) return []
  return Object.entries(given).flatMap(([key, value]: [string, unknown]) => {
    if (value === undefined) return []
    const at = under === '' ? key : `${under}.${key}`
    return Object.hasOwn(listed, key)
      ? unlistedKeys(value, (listed as Record<string, unknown>)[key], at)
      : [at]
  })
}
