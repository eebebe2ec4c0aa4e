/** Segments of a JPEG that say how its colours are to be read; every other note in it is left behind. */
const [APP0, APP1, APP2, ADOBE, APP15, COMMENT] = [0xe0, 0xe1, 0xe2, 0xee, 0xef, 0xfe] as const
const [START, END, SCAN] = [0xd8, 0xd9, 0xda] as const

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const
const PNG_KEPT = /^([A-Z][A-Za-z]{3}|gAMA|cHRM|sRGB|iCCP|sBIT|bKGD|tRNS|pHYs|cICP)$/

export interface Clean {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly media: 'image/jpeg' | 'image/png'
}

/**
 * A picture without what the camera wrote into it: place, device, thumbnails, the film or second picture behind it. Of the notes only the
 * way up stays, so that it still stands upright; the picture itself is not touched. Null for what is no whole JPEG or PNG.
 */
export function withoutPlace(bytes: Uint8Array): Clean | null {
  if (bytes[0] === 0xff && bytes[1] === START) {
    const cleaned = jpeg(bytes)
    return cleaned && { bytes: cleaned, media: 'image/jpeg' }
  }
  if (PNG.every((byte, n) => bytes[n] === byte)) {
    const cleaned = png(bytes)
    return cleaned && { bytes: cleaned, media: 'image/png' }
  }
  return null
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const textAt = (bytes: Uint8Array, at: number, length: number): string =>
  String.fromCodePoint(...bytes.subarray(at, at + length))

function jpeg(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const kept: Uint8Array[] = []
  let up = 1
  let at = 2
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) at += 1
    else if (marker === END)
      return joined([Uint8Array.of(0xff, START), ...upright(up), ...kept, bytes.subarray(at, at + 2)])
    else {
      const end = at + 2 + (at + 3 < bytes.length ? viewOf(bytes).getUint16(at + 2) : 0)
      if (end > bytes.length || end < at + 4) return null
      const segment = bytes.subarray(at, end)
      if (isExif(segment)) up = orientationOf(segment.subarray(10)) ?? up
      if (staysIn(marker, segment)) kept.push(segment)
      at = end
      if (marker === SCAN) {
        const over = scanEnd(bytes, at)
        kept.push(bytes.subarray(at, over))
        at = over
      }
    }
  }
  return null
}

/** Where the coded picture stops: at the first marker that is neither a stuffed byte nor a restart. */
function scanEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at + 1 < bytes.length) {
    const next = bytes[at + 1] ?? 0
    if (bytes[at] === 0xff && next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at
    at += 1
  }
  return bytes.length
}

const isExif = (segment: Uint8Array): boolean => segment[1] === APP1 && textAt(segment, 4, 6) === 'Exif\0\0'

function staysIn(marker: number, segment: Uint8Array): boolean {
  if (marker === APP0) return textAt(segment, 4, 5) === 'JFIF\0'
  if (marker === APP2) return textAt(segment, 4, 12) === 'ICC_PROFILE\0'
  return marker === ADOBE || !((marker >= APP1 && marker <= APP15) || marker === COMMENT)
}

/** The way up, 1 to 8, that an Exif block notes; undefined where it notes none. */
function orientationOf(tiff: Uint8Array): number | undefined {
  if (tiff.length < 14) return undefined
  const little = textAt(tiff, 0, 2) === 'II'
  const view = viewOf(tiff)
  const first = view.getUint32(4, little)
  if (first + 2 > tiff.length) return undefined
  const count = view.getUint16(first, little)
  for (let n = 0; n < count; n += 1) {
    const entry = first + 2 + n * 12
    if (entry + 12 > tiff.length) return undefined
    if (view.getUint16(entry, little) === 0x0112) {
      const up = view.getUint16(entry + 8, little)
      return up >= 1 && up <= 8 ? up : undefined
    }
  }
  return undefined
}

/** An Exif block that notes the way up and nothing else; none where the picture stands upright as it is. */
const upright = (up: number): Uint8Array[] =>
  up === 1
    ? []
    : [
        Uint8Array.of(0xff, APP1, 0, 34),
        new TextEncoder().encode('Exif\0\0MM\0*'),
        Uint8Array.of(0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, up, 0, 0, 0, 0, 0, 0),
      ]

function png(bytes: Uint8Array): Uint8Array<ArrayBuffer> | null {
  const kept: Uint8Array[] = [bytes.subarray(0, PNG.length)]
  let at: number = PNG.length
  while (at + 12 <= bytes.length) {
    const end = at + 12 + viewOf(bytes).getUint32(at)
    if (end > bytes.length) return null
    const name = textAt(bytes, at + 4, 4)
    if (PNG_KEPT.test(name)) kept.push(bytes.subarray(at, end))
    if (name === 'IEND') return joined(kept)
    at = end
  }
  return null
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
