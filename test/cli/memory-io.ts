import type { Io } from '../../cli/io.ts'

/** What a test may set of the world of a command. */
export interface MemoryIoOptions {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly cwd?: string
  /** Chunks that arrive on stdin, then its end; `stays` keeps it open. */
  readonly stdin?: readonly (string | Uint8Array)[]
  readonly stays?: boolean
  readonly stdinIsTTY?: boolean
  readonly stdoutIsTTY?: boolean
  readonly now?: Date
}

/** The world of one command, in memory. */
export interface MemoryIo {
  readonly io: Io
  readonly stdout: () => string
  readonly stderr: () => string
  /** Every change of the terminal's mode in order. */
  readonly rawModes: boolean[]
  /** Sends the signal. */
  readonly interrupt: (reason?: unknown) => void
}

/** The time all tests share unless they set another: within the validity of the example certificate. */
export const NOW: Date = new Date('2026-11-01T12:00:00Z')

/** A world that records what a command does to it. */
export function memoryIo(options: MemoryIoOptions = {}): MemoryIo {
  const written = { stdout: '', stderr: '' }
  const rawModes: boolean[] = []
  const controller = new AbortController()
  const output = (name: 'stdout' | 'stderr', isTTY: boolean): Io['stdout'] => ({
    isTTY,
    write: async (data) => {
      written[name] += typeof data === 'string' ? data : Buffer.from(data).toString('utf8')
    },
  })
  const io: Io = {
    args: options.args ?? [],
    env: options.env ?? {},
    cwd: options.cwd ?? '/nowhere',
    stdin: {
      isTTY: options.stdinIsTTY ?? false,
      chunks: () => chunks(options),
      setRawMode: (raw) => rawModes.push(raw),
    },
    stdout: output('stdout', options.stdoutIsTTY ?? false),
    stderr: output('stderr', false),
    now: () => options.now ?? NOW,
    interruption: () => controller.signal,
  }
  return {
    io,
    stdout: () => written.stdout,
    stderr: () => written.stderr,
    rawModes,
    interrupt: (reason) => controller.abort(reason),
  }
}

async function* chunks(options: MemoryIoOptions): AsyncGenerator<Uint8Array> {
  for (const chunk of options.stdin ?? []) {
    yield typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk
  }
  if (options.stays) await new Promise(() => {})
}
