import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const POLL_MS = 20

/** A program that runs beside the demo; what it writes goes to a file. */
export class BackgroundProgram {
  readonly #child: ChildProcess
  readonly #log: string
  readonly #endWithDemo = (): void => {
    this.#child.kill('SIGTERM')
  }

  /** @param log - path of a file that is created or emptied */
  constructor([name, ...args]: readonly [string, ...string[]], log: string) {
    this.#log = log
    const file = openSync(log, 'w', 0o600)
    // A process group of its own, so that Ctrl-C reaches the demo alone, which ends it in order.
    this.#child = spawn(name, args, { stdio: ['ignore', file, file], detached: true })
    closeSync(file)
    process.once('exit', this.#endWithDemo)
  }

  /** Its process id. */
  get pid(): number | undefined {
    return this.#child.pid
  }

  /** Everything it has written so far. */
  get written(): string {
    return readFileSync(this.#log, 'utf8')
  }

  /**
   * Waits until `ready` gives something.
   *
   * @throws Error with the program's output when it ends before, or after `timeoutMs`
   */
  async until<T>(ready: () => Promise<T | undefined>, timeoutMs: number): Promise<T> {
    const deadline = Date.now() + timeoutMs
    while (Date.now() < deadline) {
      const found = await ready()
      if (found !== undefined) return found
      if (this.#child.exitCode !== null) break
      await sleep(POLL_MS)
    }
    throw new Error(`${this.#child.spawnargs.join(' ')} did not become ready:\n${this.written}`)
  }

  /** Lets the demo end while the program goes on. */
  leaveRunning(): void {
    process.removeListener('exit', this.#endWithDemo)
    this.#child.unref()
  }

  /** Asks it to end and waits until it has; a program that does not within `graceMs` is killed. */
  async stop(graceMs = 5000): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const ended = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGTERM')
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), graceMs)
    await ended
    clearTimeout(timer)
    process.removeListener('exit', this.#endWithDemo)
  }
}
