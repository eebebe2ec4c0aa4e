import { once } from 'node:events'
import type { Writable } from 'node:stream'
import type pg from 'pg'

/** The part of the driver's connection that COPY needs; the driver has it for its own `copy` helpers and does not type it. */
interface CopyConnection {
  query(text: string): void
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(because: string): void
  readonly stream: Writable
}

/** Bytes handed to the socket at once. */
const CHUNK = 1 << 18

/** A statement as the driver's client runs it: submitted once, told of the server's messages until it is over. */
class CopyIn {
  readonly #text: string
  readonly #rows: Buffer
  readonly #ended: (error?: Error) => void

  constructor(text: string, rows: Buffer, ended: (error?: Error) => void) {
    this.#text = text
    this.#rows = rows
    this.#ended = ended
  }

  submit(connection: CopyConnection): void {
    connection.query(this.#text)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.#send(connection).catch((error: Error) => connection.sendCopyFail(error.message))
  }

  async #send(connection: CopyConnection): Promise<void> {
    for (let from = 0; from < this.#rows.length; from += CHUNK) {
      connection.sendCopyFromChunk(this.#rows.subarray(from, from + CHUNK))
      if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
    }
    connection.endCopyFrom()
  }

  /** After an error the driver tells nothing more. */
  handleError(error: Error): void {
    this.#ended(error)
  }

  handleCommandComplete(): void {
    // How many rows it were does not matter: all of them or an error.
  }

  handleReadyForQuery(): void {
    this.#ended()
  }
}

/**
 * Runs `copy … from stdin` with rows in PostgreSQL's text format, on a client of its own: one statement at a time.
 *
 * @throws the server's error; nothing of the rows is then stored
 */
export function copyIn(client: pg.Client, text: string, rows: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    const copy = new CopyIn(text, rows, (error) => (error ? reject(error) : resolve()))
    client.query(copy as unknown as pg.Submittable)
  })
}
