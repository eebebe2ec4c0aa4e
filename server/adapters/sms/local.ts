import type { SmsPort } from './port.ts'

/** Name of the local gateway. */
export const LOCAL = 'local'

/**
 * The local gateway sends nothing: what the driver keeps of each message is what its page shows, and what is typed there comes in
 * like any other message.
 */
export const localSms: SmsPort = {
  gateway: LOCAL,
  signs: true,
  send: async ({ id }) => ({ gatewayId: id }),
}
