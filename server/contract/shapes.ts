import { z } from 'zod'
import type { Fields } from '#kernel/fields.ts'
import { day, id, instant, refusal } from './operation.ts'

/** 灯: computed at read time from due instants, never stored; always text, shape and colour together. */
export const light = z.object({ colour: z.enum(['green', 'yellow', 'red', 'none']), text: z.string() })

export const holder = z.object({
  unit: id,
  unitName: z.string(),
  post: id.optional(),
  postTitle: z.string().optional(),
  personName: z.string().optional(),
})

/** A form or record declaration as the kernel has it; plain JSON. */
export const fields = z.record(z.string(), z.any()) as unknown as z.ZodType<Fields>

/** One button on a matter: the form to fill, and why it is closed when it is. */
export const availableAct = z.object({
  act: z.string(),
  may: z.string(),
  form: fields,
  weight: z.enum(['main', 'plain', 'side']),
  solemn: z.boolean(),
  /** Takes the last act back (取回). */
  takesBack: z.boolean(),
  /** The act that usually follows at once; offered for all after a batch. */
  next: z.object({ act: z.string(), may: z.string() }).optional(),
  mine: z.boolean(),
  /** This person may enter it for whoever it belongs to (代录). */
  enters: z.boolean(),
  /** For whom: everyone who sits in one of the act's seats. */
  speakers: z.array(z.object({ person: id, name: z.string(), post: id, title: z.string() })).optional(),
  refusals: z.array(refusal),
  /** It is done on this page of the app, not in a form: something has to be sealed or opened on the person's own machine. */
  at: z.string().optional(),
  /** 正反案例: what happened to others at this step (B6). */
  lessons: z
    .array(
      z.object({
        title: z.string(),
        isGood: z.boolean(),
        facts: z.string(),
        words: z.string(),
        source: z.string(),
      }),
    )
    .optional(),
})
export type AvailableAct = z.infer<typeof availableAct>

/** A matter as anything that mentions it shows it. */
export const matterRef = z.object({
  id,
  number: z.string(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  procedure: z.string(),
  /** What kind of matter it is, in a word: 督办事项, 收文. */
  procedureTitle: z.string(),
  unitName: z.string(),
  light,
})
export type MatterRef = z.infer<typeof matterRef>

/** One line of 我的事: an obligation (待办), a matter in hand (在办), one dealt with (已办) or one to read (待阅). */
export const inboxItem = z.object({
  matter: z.object({
    ...matterRef.omit({ light: true }).shape,
    /** Of a matter in hand (在办): its own term. */
    dueText: z.string().optional(),
    light: light.optional(),
  }),
  duty: z
    .object({
      no: z.number(),
      name: z.string(),
      must: z.string(),
      what: z.string().optional(),
      holder,
      creditor: holder.optional(),
      dueAt: instant,
      dueText: z.string(),
      light,
      paused: z.boolean(),
      lapsed: z.boolean(),
      norms: z.array(z.string()),
      /**
       * Answers that this person can give from the list. `once`: one tap does it, nothing must be said and it can be taken back
       * or harms nothing. `initial`: the words an answer begins with.
       */
      acts: z.array(
        z.object({
          act: z.string(),
          may: z.string(),
          once: z.boolean(),
          initial: z.record(z.string(), z.string()).optional(),
        }),
      ),
    })
    .optional(),
  notice: z.string().optional(),
  at: instant,
})
export type InboxItem = z.infer<typeof inboxItem>

/** One row of the 台账. `cells` follow the procedure's declared ledger columns. */
export const ledgerRow = z.object({
  ...matterRef.shape,
  group: z.string(),
  dueText: z.string().nullable(),
  cells: z.record(z.string(), z.string()),
  updatedAt: instant,
  /** Where a list says whom it waits for: what is to be done now, and by whom. */
  waiting: z.array(z.object({ must: z.string(), holder, dueText: z.string(), light })).optional(),
})
export type LedgerRow = z.infer<typeof ledgerRow>

export const figure = z.object({
  title: z.string(),
  n: z.number(),
  /** Query string of the ledger that lists exactly these rows: every number opens its rows. */
  query: z.string(),
})

/** A value as people read it, with the raw one for forms. */
export const shown = z.object({
  name: z.string(),
  title: z.string(),
  kind: z.string(),
  text: z.string(),
  raw: z.any(),
  /** Of rows, and of whatever names matters: each row (or the group, or the value itself) with its words and the matters in it. */
  parts: z
    .array(
      z.object({
        text: z.string(),
        matters: z.array(matterRef),
        /** Matters that this reader may not see. */
        hidden: z.number(),
      }),
    )
    .optional(),
})

export const fileRef = z.object({
  id,
  name: z.string(),
  size: z.number(),
  media: z.string(),
  preview: z.enum(['image', 'pdf', 'docx', 'none']),
})

export const dutyView = z.object({
  no: z.number(),
  name: z.string(),
  must: z.string(),
  what: z.string().optional(),
  holder,
  creditor: holder.optional(),
  openedAt: instant,
  dueAt: instant,
  dueText: z.string(),
  firstDueText: z.string(),
  light,
  /** Why it is due when it is, a sentence per step. */
  steps: z.array(z.string()),
  paused: z.boolean(),
  lapsedAt: instant.nullable(),
  state: z.enum(['open', 'done', 'ended']),
  norms: z.array(z.string()),
  basis: z.array(z.string()),
})

export const timelineEntry = z.object({
  seq: z.number(),
  act: z.string(),
  /** 行为 as people say it. */
  title: z.string(),
  at: instant,
  by: z
    .object({
      person: z.string(),
      name: z.string(),
      post: z.string(),
      unit: z.string(),
      as: z.string(),
      /** 代录: who entered it. */
      entered: z.string().optional(),
    })
    .nullable(),
  /** 短信: how it came in, where that was not by this system's own pages. */
  channel: z.string().nullable(),
  /** 现场办理: when it happened where that is not when it was handed in, and how much later that was. */
  spot: z.string().optional(),
  form: z.array(shown),
  files: z.array(fileRef),
  receipt: id,
  /** Taken back by the next entry: it stands on record and holds no longer. */
  undone: z.literal(true).optional(),
  /** 依法删除: what was written in it is gone; by whom, when, why and on whose decision. */
  erased: z
    .object({
      by: z.string(),
      at: instant,
      authority: z.string(),
      reason: z.string(),
      /** All of it; false where only what repeated an erased act is gone. */
      whole: z.boolean(),
    })
    .optional(),
})

export const matterPage = z.object({
  id,
  procedure: z.object({ id: z.string(), title: z.string() }),
  number: z.string(),
  title: z.string(),
  state: z.string(),
  stateTitle: z.string(),
  group: z.string(),
  ver: z.number(),
  dueText: z.string().nullable(),
  light,
  record: z.array(shown),
  roles: z.array(z.object({ name: z.string(), title: z.string(), holders: z.array(holder) })),
  duties: z.array(dutyView),
  /** 传阅, for those who send it round: whether each reader has opened it, and what they said. */
  readers: z
    .array(
      z.object({
        post: z.string(),
        purpose: z.string(),
        on: day,
        opened: z.boolean(),
        remark: z.string().nullable(),
        recalled: day.nullable(),
      }),
    )
    .optional(),
  /** The document's sentences and instructions can be asked for at `/asking`. */
  asks: z.boolean(),
  /** 自测题: tried on the reader's own screen. No operation takes an answer. */
  selfTest: z
    .array(
      z.object({
        ask: z.string(),
        choices: z.array(z.object({ name: z.string(), text: z.string() })),
        right: z.string(),
        why: z.string(),
        article: z.string(),
      }),
    )
    .optional(),
  timeline: z.array(timelineEntry),
  /** This person may erase what was written in an act. */
  erases: z.boolean(),
  acts: z.array(availableAct),
  papers: z.array(z.object({ name: z.string(), title: z.string(), url: z.string() })),
  /** Other pages of the same matter, as addresses of this app. */
  places: z.array(z.object({ title: z.string(), to: z.string() })),
  /** 短信留言: what came by short message about it and became no act; `deals`: this person may mark it as dealt with. */
  notes: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      text: z.string(),
      because: z.string().nullable(),
      at: instant,
      dealt: z.object({ by: z.string(), at: instant }).nullable(),
      deals: z.boolean(),
    }),
  ),
})
export type MatterPage = z.infer<typeof matterPage>

/** Which of the three administrators. */
export const administration = z.enum(['system', 'security', 'audit'])

export const me = z.object({
  person: z.object({ id, name: z.string() }),
  posts: z.array(
    z.object({
      post: id,
      title: z.string(),
      unit: id,
      unitName: z.string(),
      level: z.enum(['head', 'deputy', 'staff']),
      as: z.enum(['holder', 'acting', 'delegate']),
      current: z.boolean(),
    }),
  ),
  /** What the screens open for the current post. */
  screens: z.array(
    z.enum(['leader', 'supervision', 'office', 'advisers', 'field', 'burden', 'admin', 'gateway']),
  ),
  /** Which of the three administrators the current post is. */
  administers: administration.nullable(),
  district: z.string(),
  demo: z.boolean(),
  /** The password is a one-time one, or too old: only changing it is open. */
  mustChange: z.boolean(),
  /** The post asks for a second factor and there is none yet: only setting it up is open. */
  mustEnrol: z.boolean(),
})
export type Me = z.infer<typeof me>

export const receipt = z.object({
  act: id,
  matter: id,
  seq: z.number(),
  at: instant,
  leafHash: z.string(),
  /** `sealed` once a signed checkpoint includes it; promised within 60 seconds. */
  status: z.enum(['pending', 'sealed']),
})
export type Receipt = z.infer<typeof receipt>

export const directoryUnit = z.object({
  id,
  name: z.string(),
  shortName: z.string(),
  aliases: z.array(z.string()),
  kind: z.string(),
  functions: z.array(z.string()),
  assignable: z.boolean(),
  phone: z.string().nullable(),
  leaderPost: id.nullable(),
})
export const directoryPost = z.object({
  id,
  unit: id,
  title: z.string(),
  level: z.enum(['head', 'deputy', 'staff']),
  holders: z.array(
    z.object({
      person: id,
      name: z.string(),
      as: z.enum(['holder', 'acting']),
      phone: z.string().nullable(),
    }),
  ),
})
