import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { COMPILED } from '../../compiled.ts'

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url))
const PART = here('./part.ts')
const CLOCK = here('./clock.ts')

/** One process of the service, started again whenever it dies. */
export class ServiceProcess {
  readonly role: 'app' | 'worker'
  /** Where an app listens, once it does; the same after each start. */
  address: string | null = null
  #env: Record<string, string>
  #child: ChildProcess | null = null
  #said = ''

  constructor(role: 'app' | 'worker', env: Readonly<Record<string, string>>) {
    this.role = role
    this.#env = { ...env }
  }

  /** Starts it and waits until it says that it serves. */
  async start(): Promise<void> {
    const env = { PATH: process.env['PATH'] ?? '', NODE_COMPILE_CACHE: COMPILED, ...this.#env }
    const clock = 'LUOSHI_TEST_CLOCK' in this.#env ? ['--import', CLOCK] : []
    const child = spawn(process.execPath, [...clock, PART, '--role', this.role], { env })
    this.#child = child
    this.#said = ''
    child.stdout.on('data', (chunk: Buffer) => (this.#said += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (this.#said += chunk.toString()))
    for (;;) {
      const place = /落实已启动：(\S+)/.exec(this.#said)?.[1]
      if (place !== undefined) return this.#servesAt(place)
      if (child.exitCode !== null || child.signalCode !== null) throw new Error(`${this.role}: ${this.#said}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  #servesAt(place: string): void {
    if (this.role === 'worker') return
    this.address = place
    this.#env = { ...this.#env, PORT: new URL(place).port }
  }

  /** What it printed since it was started. */
  get said(): string {
    return this.#said
  }

  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** Sends a signal and waits for the end. @returns the exit code, or the signal it died of */
  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | string> {
    const child = this.#child
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.exitCode ?? ''
    const ended = new Promise<number | string>((resolve) =>
      child.once('close', (code, killedBy) => resolve(code ?? killedBy ?? '')),
    )
    child.kill(signal)
    return ended
  }
}
