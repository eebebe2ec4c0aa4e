/** Whether `signature` (r ‖ s) is the key's (x ‖ y) over the message, under the default signer id. Loading the file also puts it into `verify.mjs`. */
export function checkSm2(key: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
