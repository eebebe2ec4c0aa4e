import type { FastifyInstance, FastifyRequest } from 'fastify'
import { operations } from '../contract/operations.ts'
import { register } from '../contract/register.ts'
import { renderGongwen } from '../papers/render-gongwen.ts'
import { notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { writeWorkbook } from '../workbook/workbook.ts'
import { briefFor, briefPaper } from './brief.ts'
import { FIGURES, type FigureName } from './circular.ts'
import { circularPaper, circularSheets, sentencesOf } from './circular-text.ts'
import { hasPapers, issueFor, reportedAs } from './issue.ts'
import { DOCX, XLSX } from '../contract/media.ts'

const isFigure = (name: string): name is FigureName => Object.hasOwn(FIGURES, name)

/** Where the page of a report is, for the line that leads from paper back to it. */
const pageOf = (request: FastifyRequest, query: Readonly<Record<string, unknown>>): string => {
  const search = Object.entries(query).filter((e): e is [string, string] => typeof e[1] === 'string')
  return `${request.protocol}://${request.host}/reports?${new URLSearchParams(search).toString()}`
}

const download = (body: Uint8Array, media: string, name: string) => ({
  body,
  media,
  name,
  size: body.length,
})

/** Routes of reports generated from the record: 督查通报, 工作简报. */
export function registerReports(app: FastifyInstance, services: Services): void {
  const { context, district } = services
  register(app, services, operations.reports, {
    circular: async ({ caller, query }) => {
      const reported = reportedAs(context, query.procedure)
      if (!reported) return notFound()
      const { issue } = await issueFor(context, caller.actor, reported, query)
      const { totals, bySource, byUnit, lines } = issue.circular
      const { kind, from, to, title, before, after } = issue.period
      return {
        title: issue.title,
        period: { kind, from, to, title, before, after },
        ongoing: issue.ongoing,
        official: hasPapers(reported, caller.actor),
        sentences: sentencesOf(issue),
        figures: Object.entries(FIGURES).map(([name, figure], n) => ({
          name,
          title: figure.title,
          short: figure.short,
          n: totals.cells[n] ?? 0,
        })),
        bySource: bySource.map(plain),
        byUnit: byUnit.map(plain),
        totals: plain(totals),
        stuck: [...lines.stuck],
        lapsed: [...lines.lapsed],
      }
    },

    circularLines: async ({ caller, query }) => {
      const reported = reportedAs(context, query.procedure)
      if (!reported) return notFound()
      if (!isFigure(query.figure)) return problem('FORM_INVALID', '通报里没有这个数字')
      const { lines } = await issueFor(context, caller.actor, reported, query)
      return { title: FIGURES[query.figure].title, lines: [...lines(query.figure, query)] }
    },

    circularPaper: async ({ caller, query, request }) => {
      const reported = reportedAs(context, query.procedure)
      if (!reported || !hasPapers(reported, caller.actor)) return notFound()
      const { issue } = await issueFor(context, caller.actor, reported, query)
      const body = await renderGongwen(circularPaper(issue, district, pageOf(request, query)))
      return download(body, DOCX, `${issue.title}（${issue.period.title}）.docx`)
    },

    circularSheet: async ({ caller, query }) => {
      const reported = reportedAs(context, query.procedure)
      if (!reported || !hasPapers(reported, caller.actor)) return notFound()
      const { issue } = await issueFor(context, caller.actor, reported, query)
      const body = await writeWorkbook(circularSheets(issue))
      return download(body, XLSX, `${issue.title}附表（${issue.period.title}）.xlsx`)
    },

    brief: async ({ caller, query }) => {
      const reported = reportedAs(context, query.procedure)
      if (!reported) return notFound()
      const brief = await briefFor(context, caller.actor, reported, query)
      return { ...brief, items: brief.items.map(mutable) }
    },

    briefPaper: async ({ caller, query, request }) => {
      const reported = reportedAs(context, query.procedure)
      if (!reported) return notFound()
      const brief = await briefFor(context, caller.actor, reported, query)
      const url = pageOf(request, { part: 'brief', ...query })
      const body = await renderGongwen(briefPaper(brief, district, url))
      return download(body, DOCX, `${brief.title}（${brief.date}）.docx`)
    },
  })
}

const plain = ({ key, title, cells }: { key: string; title: string; cells: readonly number[] }) => ({
  key,
  title,
  cells: [...cells],
})

type Item = Awaited<ReturnType<typeof briefFor>>['items'][number]

const mutable = ({ asked, progress, problems, next, ...item }: Item) => ({
  ...item,
  asked: [...asked],
  progress: [...progress],
  problems: [...problems],
  next: [...next],
})
