import type { SeatRow } from '#store/identity.ts'

/** Whether the gateway is this seat's business: the office's, the supervisors', and that of whoever administers the system. */
export const watchesGateway = ({
  functions,
  administers,
}: Pick<SeatRow, 'functions' | 'administers'>): boolean =>
  administers || functions.includes('coordination') || functions.includes('supervision')

/** Whether 短信留言 is this seat's to deal with: the office's and the supervisors'. */
export const dealsWithNotes = ({ functions }: Pick<SeatRow, 'functions'>): boolean =>
  functions.includes('coordination') || functions.includes('supervision')
