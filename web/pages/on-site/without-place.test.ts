import { describe, expect, test } from 'vitest'
import { withoutPlace } from './without-place.ts'

const ascii = (text: string): number[] => [...text].map((sign) => sign.codePointAt(0) ?? 0)
const raw = (...bytes: readonly number[]): readonly number[] => bytes
const segment = (marker: number, body: readonly number[]): number[] => [
  0xff,
  marker,
  (body.length + 2) >> 8,
  (body.length + 2) & 0xff,
  ...body,
]

/** An Exif block of a camera: the way up, and a place. */
const exif = (up: number): number[] =>
  segment(0xe1, [
    ...ascii('Exif\0\0II*\0'),
    ...raw(8, 0, 0, 0, 2, 0),
    ...raw(0x12, 0x01, 3, 0, 1, 0, 0, 0, up, 0, 0, 0),
    ...raw(0x25, 0x88, 4, 0, 1, 0, 0, 0, 38, 0, 0, 0),
    ...raw(0, 0, 0, 0),
    ...ascii('GPS 30.25N 120.16E'),
  ])
const JFIF = segment(0xe0, [...ascii('JFIF\0'), 1, 1, 0, 0, 1, 0, 1, 0, 0])
const TABLES = segment(0xdb, [0, 1, 2, 3])
const FRAME = segment(0xc2, [8, 0, 1, 0, 1, 1, 1, 0x11, 0])
// Two scans, with a stuffed byte, a restart and tables between, as a progressive picture has them.
const SCANS = [
  ...segment(0xda, [1, 1, 0, 0, 0, 0]),
  ...raw(1, 0xff, 0, 2, 0xff, 0xd3, 3),
  ...segment(0xc4, [0]),
  ...segment(0xda, [1, 1, 0, 1, 5, 0]),
  ...raw(4, 5),
]
const WHOLE = [...JFIF, ...TABLES, ...FRAME, ...SCANS, 0xff, 0xd9]
const jpeg = (...parts: readonly number[][]): Uint8Array => Uint8Array.from([0xff, 0xd8, ...parts.flat()])
const says = (bytes: Uint8Array | undefined, words: string): boolean =>
  Buffer.from(bytes ?? []).includes(Buffer.from(words))

describe('a picture goes without its place', () => {
  test('of a JPEG nothing stays but the picture, its colours and the way up', () => {
    const notes = [
      ...segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<gps/>')),
      ...segment(0xe2, ascii('MPF\0second picture')),
      ...segment(0xed, ascii('Photoshop 3.0\0city')),
      ...segment(0xfe, ascii('phone of the officer')),
    ]
    const colours = segment(0xe2, [...ascii('ICC_PROFILE\0'), 1, 1, 9])
    const film = ascii('ftypmp42 GPS of the film behind the picture')
    const clean = withoutPlace(jpeg(exif(6), notes, colours, WHOLE, film))
    expect(clean?.media).toBe('image/jpeg')
    for (const words of ['GPS', 'gps', 'MPF', 'city', 'officer'])
      expect(says(clean?.bytes, words), words).toBe(false)
    const upright = clean?.bytes.subarray(0, 38) ?? new Uint8Array()
    expect([...upright.subarray(0, 4)]).toEqual([0xff, 0xd8, 0xff, 0xe1])
    expect(upright[31]).toBe(6)
    expect([...(clean?.bytes.subarray(38) ?? [])]).toEqual([...colours, ...WHOLE])
    // What is clean stays as it is: the same picture has the same hash.
    expect(withoutPlace(clean?.bytes ?? new Uint8Array())?.bytes).toEqual(clean?.bytes)
  })

  test('one that stands upright needs no note at all', () => {
    expect([...(withoutPlace(jpeg(exif(1), WHOLE))?.bytes ?? [])]).toEqual([0xff, 0xd8, ...WHOLE])
  })

  test('of a PNG only what draws it stays', () => {
    const chunk = (name: string, body: readonly number[]): number[] => [
      ...raw(0, 0, 0, body.length),
      ...ascii(name),
      ...body,
      ...raw(0, 0, 0, 0),
    ]
    const head = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    const drawn = [...chunk('IHDR', [1]), ...chunk('iCCP', [2]), ...chunk('IDAT', [3])]
    const noted = [...chunk('eXIf', ascii('GPS')), ...chunk('iTXt', ascii('where')), ...chunk('tIME', [4])]
    const clean = withoutPlace(Uint8Array.from([...head, ...drawn, ...noted, ...chunk('IEND', []), 7, 7]))
    expect(clean?.media).toBe('image/png')
    expect([...(clean?.bytes ?? [])]).toEqual([...head, ...drawn, ...chunk('IEND', [])])
  })

  test.each([
    ['another kind of file', Uint8Array.from(ascii('%PDF-1.7'))],
    ['a picture cut off in its tables', jpeg(JFIF, TABLES).subarray(0, 24)],
    ['a picture cut off in its lines', jpeg(JFIF, TABLES, FRAME, SCANS)],
    ['nothing', new Uint8Array()],
  ])('%s is none', (_, bytes) => expect(withoutPlace(bytes)).toBeNull())
})
