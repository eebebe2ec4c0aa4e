// Types of `certificate.mjs`, which is plain JavaScript so that the file that is served is the file that was read.
import type { CosignedBy, NotVerified } from './verify.mjs'

/** An act that is evidence of a step, as the certificate names it. */
export type CertifiedAct = {
  /** Id of the act: its proof stands under it. */
  readonly act: string
  readonly matter: string
  readonly seq: number
  readonly kind: string
  readonly at: string
  /** What it was and who did it, in words. */
  readonly title: string
  readonly by: string
}

/** A mandatory step as it stood when the certificate was issued. */
export type CertifiedStep = {
  readonly name: string
  readonly title: string
  readonly norm: string
  readonly basis: string
  readonly status: 'done' | 'waiting' | 'missing'
  readonly evidence: readonly CertifiedAct[]
  /** Whose is not there. */
  readonly open: readonly string[]
}

/** What a certificate says. */
export type Certificate = {
  readonly district: string
  readonly matter: {
    readonly id: string
    readonly procedure: string
    readonly number: string
    readonly title: string
  }
  /** Who decided, when, and what. */
  readonly body: string
  readonly on: string
  readonly outcome: string
  readonly words: string
  readonly issuedAt: string
  readonly issuedBy: string
  readonly steps: readonly CertifiedStep[]
}

/** A leaf with its place in the tree; hashes in base64. */
export type Proven = { readonly leaf: string; readonly index: number; readonly path: readonly string[] }

/** A certificate as a file: what it says is the body of the act that issued it. */
export type CertificateFile = {
  readonly v: 'luoshi/certificate/v1'
  readonly checkpoint: string
  /** Canonical text of the issuing act's body, and the salt of the commitment to it. */
  readonly said: string
  readonly salt: string
  readonly issue: Proven
  readonly evidence: Readonly<Record<string, Proven>>
}

export type CertificateVerdict =
  | {
      readonly ok: true
      readonly origin: string
      readonly size: number
      /** Place of the issuing act in the log, and when it was recorded. */
      readonly index: number
      readonly at: string
      /** SHA-256 of what the certificate says, in base64url: the code that is printed on it. */
      readonly code: string
      readonly certificate: Certificate
      /** Pieces of evidence that are proven to stand in the log. */
      readonly proven: number
      readonly witnesses: readonly CosignedBy[]
    }
  | NotVerified

/**
 * Verifies a certificate.
 *
 * @param bytes of the .pdf as it was issued, or of the .json
 * @param policy bytes of a policy (C2SP tlog-policy), or of one log's public key
 */
export function verifyCertificate(bytes: Uint8Array, policy: Uint8Array): Promise<CertificateVerdict>

/** The command line `node certificate.mjs POLICY CERTIFICATE`. */
export function run(): Promise<void>
