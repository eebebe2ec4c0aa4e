import type { SeatRow } from '#store/identity.ts'

/** Whether the gateway is this seat's business: the office's, the supervisors', and that of whoever administers the system. */
export const watchesGateway = ({
  functions,
  administers,
}: Pick<SeatRow, 'functions' | 'administers'>): boolean =>
  administers === 'system' || readsMessages({ functions })

/** Whether messages are this seat's to read: whoever administers the system sees how they fared, not what they say or to whom. */
export const readsMessages = ({ functions }: Pick<SeatRow, 'functions'>): boolean =>
  functions.includes('coordination') || functions.includes('supervision')

/** Whether 短信留言 is this seat's to deal with: whoever reads them does. */
export const dealsWithNotes = readsMessages
