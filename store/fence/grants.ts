/** Serves one district. It owns nothing, makes nothing, and may do to each table what `GRANTS` says. */
export const APP_ROLE = 'luoshi_app'
/** Reads one district: the outside watcher, auditors, reports made elsewhere. No secret of a login is shown to it. */
export const READER_ROLE = 'luoshi_reader'

/**
 * What the application may do, table by table: exactly what its statements need, held to them both ways by a test. Acts are
 * written and read, never changed; nothing anywhere is truncated. `update (column)` stands where a row is only locked.
 */
export const GRANTS: Readonly<Record<string, string>> = {
  account: 'select, insert, update',
  appointment: 'select, insert, update, delete',
  beat: 'select, insert, update, delete',
  calendar_feed: 'select, insert, update, delete',
  calendar_year: 'select, insert, update',
  certificate: 'select, insert',
  checkpoint: 'select, insert',
  clock_hold: 'select, insert, update',
  cosignature: 'select, insert, update',
  counter: 'select, insert, update',
  daily_run: 'select, insert, update',
  delegation: 'select, insert, update',
  duty: 'select, insert, update',
  external_todo: 'select, insert, update',
  file: 'select, insert, delete',
  file_erasure: 'select, insert, delete',
  filled: 'select, insert',
  hand: 'select, insert, update',
  identity_link: 'select, insert, update, delete',
  item_code: 'select, insert, delete',
  journal: 'select, insert',
  journal_body: 'select, insert, delete',
  journal_leaf: 'select, insert',
  journal_pending: 'select, insert, delete',
  kept: 'select, insert, update, delete',
  late: 'select, insert, update, delete',
  log_state: 'select, insert, update',
  login_step: 'select, insert, update, delete',
  matter: 'select, insert, update',
  matter_file: 'select, insert, delete',
  notice: 'select, insert, update',
  opened: 'select, insert, update',
  outbox: 'select, insert, update, delete',
  parameter: 'select, insert, update',
  party: 'select, insert, update, delete',
  party_code: 'select, insert, update, delete',
  password_before: 'select, insert, delete',
  person: 'select, insert, update',
  person_channel: 'select, insert, update',
  post: 'select, insert, update',
  quarantine: 'select, insert',
  recovery_code: 'select, insert, update, delete',
  refusal_tally: 'select, insert, update',
  reminder: 'select, insert, update',
  reminder_item: 'select, insert, delete',
  saved_view: 'select, insert, delete',
  search_doc: 'select, insert, update',
  search_word: 'select, insert, update, delete',
  sealed_envelope: 'select, insert, update',
  second_factor: 'select, insert, update, delete',
  session: 'select, insert, update, delete',
  sms_received: 'select, insert, update',
  sms_sent: 'select, insert, update',
  suggestion: 'select, insert, update',
  tenant: 'select, insert, update (name)',
  twin_checkpoint: 'select, insert',
  twin_state: 'select, insert, update',
  unit: 'select, insert, update',
}

/** Tables that belong to no district, why, and what the application may do to them. */
export const COMMON: Readonly<Record<string, { readonly why: string; readonly grant: string }>> = {
  schema_lock: { why: 'one row that processes changing the schema take in turn', grant: '' },
  schema_migration: { why: 'which changes of the schema have been made', grant: 'select' },
}

/** Passwords, sessions and second factors, sealed opinions and the halves of keys to them: no business of whoever only reads. */
const SECRETS: ReadonlySet<string> = new Set([
  'account',
  'session',
  'password_before',
  'second_factor',
  'recovery_code',
  'login_step',
  'calendar_feed',
  'party_code',
  'sealed_envelope',
])

/** What a role may do to a table; `''` is nothing. */
export function grantOf(role: string, table: string): string {
  if (role === APP_ROLE) return GRANTS[table] ?? COMMON[table]?.grant ?? ''
  const open = table in GRANTS || table === 'schema_migration'
  return role === READER_ROLE && open && !SECRETS.has(table) ? 'select' : ''
}

/** `select, update (name)` as the catalogue lists it: `select`, `update (name)`, sorted. */
export const privilegesIn = (grant: string): string[] =>
  grant === ''
    ? []
    : grant
        .split(/,\s*(?![^(]*\))/)
        .flatMap((one) => {
          const [, verb = '', columns] = /^(\w+)(?: \((.*)\))?$/.exec(one) ?? []
          return columns === undefined ? [verb] : columns.split(/,\s*/).map((column) => `${verb} (${column})`)
        })
        .toSorted((a, b) => (a < b ? -1 : 1))
