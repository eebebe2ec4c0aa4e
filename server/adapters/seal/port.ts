/** A paper on its way to the seal. */
export interface ToSeal {
  /** 发文字号 or whatever number the paper bears. */
  readonly number: string
  readonly title: string
  /** Full name of the file, with its ending. */
  readonly name: string
  readonly bytes: Uint8Array
}

export type Sealed =
  /** The seal system gave the sealed paper back. */
  | { readonly kind: 'sealed'; readonly name: string; readonly bytes: Uint8Array }
  /** Nobody sealed it: it lies where a person finds it, to be sealed by hand. */
  | { readonly kind: 'kept'; readonly where: string }
  | { readonly kind: 'refused'; readonly because: string }

/**
 * 电子印章: an adaptor to the customer's own system. Seals are never made here; what comes back is kept as it came, under its
 * hash, as the version that counts.
 */
export interface SealPort {
  seal(paper: ToSeal): Promise<Sealed>
}
