/**
 * What a periodic report (通报) and a leader's brief (简报) draw on in a procedure: names of its states, acts and record fields.
 * The figures themselves mean the same in every procedure.
 */
export interface ReportSpec {
  /** 督查通报 */
  readonly title: string
  /** Record path that says by whose authority, `authority.kind`, and what its values are called, in the report's order. */
  readonly source: { readonly from: string; readonly titles: Readonly<Record<string, string>> }
  /** Acts that lay a matter on the unit that answers for it. */
  readonly arranged: readonly string[]
  /** Final states that a matter comes to when it is done; the other final ones end it otherwise. */
  readonly closed: readonly string[]
  /** The state in which somebody else has to help, the record field that says with what, and the duties of whoever must. */
  readonly stuck: { readonly state: string; readonly trouble: string; readonly duties: readonly string[] }
  /** Acts that give more time. */
  readonly extended: readonly string[]
  /** 督办单: the duty of answering one, which the acts that send it open; the record field that keeps them as rows. */
  readonly letters: { readonly duty: string; readonly rows: string }
  /** On-site checks. */
  readonly checks: readonly string[]
  /** Record field with what came of it. */
  readonly result: string
  /** Of the brief: what was asked (record fields in order), and the acts that tell how it went on. */
  readonly asked: readonly string[]
  /** And what is meant to be done next. */
  readonly planned: string
  readonly told: readonly string[]
}
