import pg from 'pg'

type Parse = (text: string) => unknown

/** Type numbers of PostgreSQL that are read our way; the others as the driver does. */
const PARSERS = new Map<number, Parse>([
  [20, integer],
  [1016, listOf(integer)],
  [1082, String],
  [1182, listOf(String)],
  [1114, String],
  [1184, instant],
  [1185, listOf(instant)],
])

/** The reader of a type's text form, for the driver's `types` option. */
export function parserFor(oid: number, format?: 'text' | 'binary'): Parse {
  const own = format === 'binary' ? undefined : PARSERS.get(oid)
  // The driver's table is typed by a closed enumeration of type numbers; it answers for any number.
  return own ?? (pg.types.getTypeParser as (oid: number, format?: string) => Parse)(oid, format)
}

function integer(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`int8 value ${text} does not fit a number`)
  return value
}

/** `2026-03-02 08:00:00.123456+00` → `2026-03-02T08:00:00.123Z`; sessions run in UTC. */
function instant(text: string): string {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?\+00$/.exec(text)
  if (match) return `${match[1]}T${match[2]}.${(match[3] ?? '').slice(0, 3).padEnd(3, '0')}Z`
  // `infinity`, or a session that set another time zone for itself.
  const date = new Date(text)
  return Number.isNaN(date.getTime()) ? text : date.toISOString()
}

/** One-dimensional arrays of plain values; none of these types prints a comma or a quote inside a value. */
function listOf<T>(parse: (text: string) => T): (text: string) => (T | null)[] {
  return (text) =>
    text === '{}'
      ? []
      : text
          .slice(1, -1)
          .split(',')
          .map((item) => (item === 'NULL' ? null : parse(item.replaceAll('"', ''))))
}
