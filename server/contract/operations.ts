import { administration } from './operations/administration.ts'
import { advisers } from './operations/advisers.ts'
import { bodies } from './operations/bodies.ts'
import { certificates } from './operations/certificates.ts'
import { burden, reminders } from './operations/burden.ts'
import { desk } from './operations/desk.ts'
import { disclosed } from './operations/disclosed.ts'
import { documents } from './operations/documents.ts'
import { learning } from './operations/learning.ts'
import { ledger } from './operations/ledger.ts'
import { lists } from './operations/lists.ts'
import { matters } from './operations/matters.ts'
import { onSite } from './operations/on-site.ts'
import { reading } from './operations/reading.ts'
import { party } from './operations/party.ts'
import { reports } from './operations/reports.ts'
import { rooms } from './operations/rooms.ts'
import { identity, session } from './operations/session.ts'
import { sealing } from './operations/sealing.ts'
import { sms } from './operations/sms.ts'
import { trail } from './operations/trail.ts'
import { work } from './operations/work.ts'

export { ledgerQuery, type LedgerQuery } from './operations/matters.ts'
export type { LedgerPreview } from './operations/ledger.ts'
export type { ProposalJson } from './operations/reading.ts'

/**
 * Every fixed operation. Acts of procedures are not listed: `POST /api/matters/acts/{procedure}.{act}` (setting up) and
 * `POST /api/matters/{id}/acts/{procedure}.{act}` come from the rulebook, each with its own schema; see `act-operations.ts`.
 */
export const operations = {
  session,
  identity,
  matters,
  ledger,
  work,
  advisers,
  learning,
  bodies,
  lists,
  certificates,
  party,
  disclosed,
  onSite,
  rooms,
  sealing,
  reading,
  documents,
  reports,
  desk,
  administration,
  burden,
  reminders,
  sms,
  trail,
} as const
