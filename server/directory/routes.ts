import type { FastifyInstance } from 'fastify'
import { dayAt } from '#kernel/time.ts'
import {
  type DelegationEntry,
  type UnitEntry,
  delegationsOf,
  readDirectory,
  revokeDelegation,
} from '#store/directory.ts'
import { operations } from '../contract/operations.ts'
import { DONE, register } from '../contract/register.ts'
import { withFile } from '../files/multipart.ts'
import { Problem, notFound, problem } from '../problem.ts'
import type { Services } from '../services.ts'
import { writeWorkbook } from '../workbook/workbook.ts'
import { appoint } from './appointments.ts'
import { delegate } from './delegations.ts'
import { importDirectory } from './import.ts'
import { directorySheets } from './sheets.ts'
import { XLSX } from '../contract/media.ts'

/** Routes of the directory: page, Excel out and in, appointments, delegations. */
export function registerDirectory(app: FastifyInstance, services: Services): void {
  const { context } = services
  const {
    directory,
    directorySheet,
    directoryImport,
    delegations,
    delegate: give,
    revoke,
    appoint: seat,
  } = operations.administration
  const today = (): string => dayAt(context.clock.now())
  const entries = () => readDirectory(context.db, context.tenant, today())
  register(
    app,
    services,
    { directory, directorySheet, directoryImport, delegations, delegate: give, revoke, appoint: seat },
    {
      directory: async () => {
        const { units, posts, seats } = await entries()
        const byPost = Map.groupBy(seats, (s) => s.post)
        return {
          units: units.map(shownUnit),
          posts: posts.map(({ id, unit, title, level }) => ({
            id,
            unit,
            title,
            level,
            holders: (byPost.get(id) ?? []).map(({ person, name, as, phone }) => ({
              person,
              name,
              as,
              phone,
            })),
          })),
        }
      },

      directorySheet: async () => ({
        body: await writeWorkbook(directorySheets(await entries())),
        name: `${services.district}名录${today()}.xlsx`,
        media: XLSX,
      }),

      directoryImport: ({ request }) =>
        withFile(request, async (part) => {
          const outcome = await importDirectory(context, await part.toBuffer())
          return typeof outcome === 'string'
            ? problem('WRONG_MEDIA', outcome)
            : { ...outcome, errors: [...outcome.errors] }
        }),

      delegations: async ({ caller }) => {
        const { person } = caller.actor
        const all = await delegationsOf(context, person)
        return {
          given: all.filter((d) => d.fromPerson === person).map(shownDelegation),
          received: all.filter((d) => d.to === person).map(shownDelegation),
        }
      },

      delegate: async ({ caller, body }) => {
        const given = await delegate(context, caller, body)
        return given instanceof Problem ? given : shownDelegation(given)
      },

      revoke: async ({ caller, params }) =>
        (await revokeDelegation(context, params.id, caller.actor.person, context.clock.now()))
          ? DONE
          : notFound(),

      appoint: async ({ body, caller }) => (await appoint(context, caller.seat, body)) ?? DONE,
    },
  )
}

const shownUnit = ({
  id,
  name,
  shortName,
  aliases,
  kind,
  functions,
  assignable,
  phone,
  leaderPost,
}: UnitEntry) => ({
  id,
  name,
  shortName,
  aliases: [...aliases],
  kind,
  functions: [...functions],
  assignable,
  phone,
  leaderPost,
})

const shownDelegation = ({
  id,
  post,
  postTitle,
  to,
  toName,
  acts,
  from,
  until,
  reason,
  revokedAt,
}: DelegationEntry) => ({
  id,
  post,
  postTitle,
  to,
  toName,
  acts: acts && [...acts],
  from,
  until,
  reason,
  revokedAt,
})
