import type { z } from 'zod'
import { articleKeys, articlesIn, titleKey, writtenOut } from '#kernel/law.ts'
import { asOf } from '#kernel/lists.ts'
import { basesOf } from '#kernel/resting.ts'
import { dayAt } from '#kernel/time.ts'
import type { AnyRecord, Basis, Keeping, Procedure, Rulebook } from '#kernel/vocabulary.ts'
import type { StoreContext } from '#store/context.ts'
import { districtOf } from '#store/facts.ts'
import { itemsByInstrument, itemVersions, registered } from '#store/queries/items.ts'
import { loadMatter, loadMatters } from '#store/stored.ts'
import type { lists } from '../contract/operations/lists.ts'
import { splitArticles } from './articles.ts'

type Laws = z.infer<typeof lists.laws.ok>
type Law = z.infer<typeof lists.law.ok>
type Register = Extract<Keeping<string, string>, { readonly of: 'laws' }>

/** The procedure that keeps the register; undefined where the rulebook has none. */
function registerOf({
  procedures,
}: Rulebook): { readonly procedure: Procedure; readonly says: Register } | undefined {
  for (const procedure of Object.values(procedures)) {
    const { keeping } = procedure
    if (keeping?.of === 'laws') return { procedure, says: keeping }
  }
  return undefined
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const rows = (value: unknown): readonly AnyRecord[] => (Array.isArray(value) ? (value as AnyRecord[]) : [])

/** The title of a choice that a field of the record holds. */
function chosen({ record }: Procedure, field: string, value: unknown): string {
  const declared = record[field]
  return declared?.kind === 'choice' ? (declared.options[text(value)] ?? text(value)) : text(value)
}

/** How well a basis of the rules is known, as the register says it. */
const bases = ({ procedures }: Rulebook): readonly Basis[] =>
  Object.values(procedures).flatMap((procedure) => basesOf(procedure))

/** 法规库: every instrument, and those that the rules name and the register lacks. */
export async function lawsFor(context: StoreContext, q: string): Promise<Laws> {
  const keeper = registerOf(context.rulebook)
  if (!keeper) return { laws: [], missing: [], registers: null }
  const { procedure, says } = keeper
  const [found, items] = await Promise.all([registered(context, procedure.id), itemsByInstrument(context)])
  const known = new Set(found.map(({ title }) => titleKey(title)))
  const unknown = new Map(
    bases(context.rulebook)
      .filter(({ title }) => !known.has(titleKey(title)))
      .map((basis) => [titleKey(basis.title), basis]),
  )
  return {
    laws: found
      .filter(({ title, number }) => q === '' || title.includes(q) || number.includes(q))
      .map(({ id, number, title, state, record }) => ({
        id,
        number,
        title,
        rank: chosen(procedure, 'rank', record['rank']),
        source: chosen(procedure, 'source', record['source']),
        from: text(record['from']),
        to: text(record['to']) || null,
        inForce: procedure.states[state]?.final !== true,
        items: items.get(titleKey(title)) ?? 0,
        changes: rows(record[says.changes]).length,
        reviews: rows(record[says.reviews]).length,
      })),
    missing: [...unknown.values()].map(({ title, from, status }) => ({
      title,
      from,
      source: status,
      rank: status === 'own' ? 'own' : 'document',
    })),
    registers: { procedure: procedure.id, act: says.register },
  }
}

/** Reads the text of the file that holds an instrument’s articles. */
export type ReadText = (file: string) => Promise<{ readonly text: string } | { readonly because: string }>

/** An instrument with its history, its articles and what rests on each; null where there is none. */
export async function lawPage(context: StoreContext, id: string, read: ReadText): Promise<Law | null> {
  const keeper = registerOf(context.rulebook)
  const stored = keeper && (await loadMatter(context.db, context.tenant, id))
  if (!keeper || !stored || stored.matter.procedure !== keeper.procedure.id) return null
  const { procedure, says } = keeper
  const { record, state } = stored.matter
  const title = text(record[procedure.titled])
  const [{ directory, laws }, resting, body, closed] = await Promise.all([
    districtOf(context),
    itemsOn(context),
    textOf(record[says.text], read),
    closedAmong(
      context,
      rows(record[says.reviews]).map(({ review }) => text(review)),
    ),
  ])
  const name = titleKey(title)
  const changes = rows(record[says.changes])
  const ruled = ruledBy(context.rulebook, name)
  const cited = resting.flatMap((item) =>
    item.basis.flatMap(articleKeys).filter((key) => key === name || key.startsWith(`${name}#`)),
  )
  const touched = changes.flatMap((change) => articlesIn(text(change['articles'])).map((n) => `${name}#${n}`))
  const keys = [
    ...new Set([...body.articles.map(({ no }) => `${name}#${no}`), ...cited, ...touched, ...ruled.keys()]),
  ]
  return {
    id,
    number: text(record['number']),
    title,
    rank: chosen(procedure, 'rank', record['rank']),
    source: chosen(procedure, 'source', record['source']),
    issuer: text(record['issuer']),
    issued: text(record['issued']),
    statement: text(record['statement']),
    from: text(record['from']),
    to: text(record['to']) || null,
    inForce: procedure.states[state ?? '']?.final !== true,
    changes: changes.toReversed().map((change) => {
      const reviews = rows(record[says.reviews]).filter(({ no }) => no === change['no'])
      return {
        no: Number(change['no']),
        kind: kindOf(procedure, says, change),
        articles: text(change['articles']),
        from: text(change['from']),
        by: text(change['by']),
        what: text(change['what']),
        reviews: {
          n: reviews.length,
          closed: reviews.filter(({ review }) => closed.has(text(review))).length,
          // Of the last change only: another is taken up once everybody has been told of this one.
          waiting: change === changes.at(-1) ? Number(record[says.waiting] ?? 0) : 0,
        },
      }
    }),
    articles: keys.toSorted(byArticle).map((key) => ({
      name: key === name ? '全文' : writtenOut(key).slice(name.length + 2),
      text: body.articles.find(({ no }) => key === `${name}#${no}`)?.text ?? null,
      ended: laws.lastDay(key) ?? null,
      items: resting
        .filter((item) => item.basis.some((ref) => articleKeys(ref).includes(key)))
        .slice(0, SHOWN)
        .map((item) => ({ id: item.id, title: item.title, unitName: directory.unitName(item.unit) })),
      others: (ruled.get(key) ?? []).map((one) => ({ what: '规程', title: one.title, procedure: one.id })),
    })),
    textNote: body.note,
  }
}

/** Items shown under one article. */
const SHOWN = 100

const byArticle = (a: string, b: string): number => {
  const numberOf = (key: string): number =>
    Number(/#(\d+)/.exec(key)?.[1] ?? (key.includes('#') ? 9_999 : -1))
  return numberOf(a) - numberOf(b) || (a < b ? -1 : 1)
}

function kindOf({ record }: Procedure, says: Register, change: AnyRecord): string {
  const field = record[says.changes]
  const kind = field?.kind === 'rows' ? field.of['kind'] : undefined
  return kind?.kind === 'choice' ? (kind.options[text(change['kind'])] ?? '') : ''
}

/** Items of all lists as they stand today. */
async function itemsOn(context: StoreContext) {
  const on = dayAt(context.clock.now())
  const versions = await Promise.all(
    (['powers', 'approvals', 'funds', 'fees'] as const).map((list) => itemVersions(context, { list })),
  )
  return [...Map.groupBy(versions.flat(), ({ item }) => item.id).values()].flatMap((of) => {
    const item = asOf(
      of.map((one) => one.item),
      on,
    )
    return item && !item.cancelled ? [item] : []
  })
}

/** Procedures by the article of an instrument that some part of them is built on. */
function ruledBy({ procedures }: Rulebook, name: string): ReadonlyMap<string, readonly Procedure[]> {
  const found = new Map<string, Procedure[]>()
  for (const procedure of Object.values(procedures)) {
    const keys = new Set(
      basesOf(procedure)
        .filter(({ title }) => titleKey(title) === name)
        .flatMap(articleKeys),
    )
    for (const key of keys) found.set(key, [...(found.get(key) ?? []), procedure])
  }
  return found
}

async function textOf(
  files: unknown,
  read: ReadText,
): Promise<{ readonly articles: readonly { no: string; text: string }[]; readonly note: string }> {
  const file = Array.isArray(files) ? text(files.at(-1)) : ''
  if (file === '') return { articles: [], note: '还没有放入条文文本' }
  const found = await read(file)
  if ('because' in found) return { articles: [], note: found.because }
  const articles = splitArticles(found.text)
  return {
    articles,
    note: articles.length > 0 ? `按“第…条”分出${articles.length}条` : '文本里没有“第…条”，没有分条',
  }
}

async function closedAmong(context: StoreContext, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const found = await loadMatters(context.db, context.tenant, ids)
  return new Set(
    found
      .filter(
        ({ matter }) => context.rulebook.procedures[matter.procedure]?.states[matter.state ?? '']?.final,
      )
      .map(({ matter }) => matter.id),
  )
}
