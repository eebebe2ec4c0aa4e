import type { z } from 'zod'
import type * as shapes from '../../server/contract/shapes.ts'

/** The contract's shapes under the names the screens use. Types only: no schema reaches the browser. */
export type {
  AvailableAct,
  InboxItem,
  LedgerRow,
  MatterRef,
  MatterPage,
  Me,
  Receipt,
} from '../../server/contract/shapes.ts'
export type { RefusalJson } from '../../server/contract/operation.ts'
export type { Field, Fields, RefField } from '../../kernel/fields.ts'
export type FileRef = z.output<typeof shapes.fileRef>
export type LightJson = z.output<typeof shapes.light>
export type Holder = z.output<typeof shapes.holder>
export type DutyView = z.output<typeof shapes.dutyView>
export type TimelineEntry = z.output<typeof shapes.timelineEntry>
export type Shown = z.output<typeof shapes.shown>
export type Figure = z.output<typeof shapes.figure>
export type DirectoryUnit = z.output<typeof shapes.directoryUnit>
export type DirectoryPost = z.output<typeof shapes.directoryPost>
