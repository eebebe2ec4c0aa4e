/** One short message on its way to a gateway. */
export interface Sms {
  /** Ours; gateways that can tell by it send a message once. */
  readonly id: string
  /** Eleven digits. */
  readonly phone: string
  /** Without signature. */
  readonly text: string
}

/** A way out for short messages. */
export interface SmsPort {
  /** Its name, in the tables and in the address its gateway calls back. */
  readonly gateway: string
  /** False where the gateway itself puts the signature before the text. */
  readonly signs: boolean
  /**
   * Hands a message to the gateway.
   *
   * @returns the gateway's own id of it, where it gives one
   * @throws when the gateway did not take it; it is then tried again
   */
  send(sms: Sms): Promise<{ readonly gatewayId: string | null }>
}
