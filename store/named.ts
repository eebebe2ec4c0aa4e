/** A statement with named parameters, turned once into the numbered form that PostgreSQL prepares. */
export interface Named<P> {
  readonly text: string
  readonly values: (parameters: P) => unknown[]
}

/**
 * Compiles `:name` into `$1…`; `::type` casts are left alone.
 *
 *     const find = named<{ tenant: string }>(`select name from tenant where tenant_id = :tenant`)
 *     db.query(find.text, find.values({ tenant: '330100' }))
 */
export function named<P extends object>(sql: string): Named<P> {
  const names: string[] = []
  const text = sql.replaceAll(/(?<![:\w]):([a-zA-Z]\w*)/g, (_, name: string) => {
    const at = names.indexOf(name)
    return `$${at < 0 ? names.push(name) : at + 1}`
  })
  return { text, values: (parameters) => names.map((name) => parameters[name as keyof P]) }
}
