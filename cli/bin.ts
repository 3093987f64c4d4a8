import { WaxsealError } from '../src/errors.ts'
import { Interrupted } from './interrupted.ts'
import type { Io, Output } from './io.ts'
import { run } from './run.ts'

/** What a shell reports for a program that ended because its reader went away (128 + SIGPIPE). */
const READER_GONE = 141

let interruption: AbortController | undefined
let usesStdin = false

const io: Io = {
  args: process.argv.slice(2),
  env: process.env,
  cwd: process.cwd(),
  stdin: {
    get isTTY() {
      return process.stdin.isTTY
    },
    chunks() {
      usesStdin = true
      return process.stdin
    },
    setRawMode: (raw) => process.stdin.setRawMode(raw),
  },
  stdout: output('stdout'),
  stderr: output('stderr'),
  now: () => new Date(),
  interruption() {
    interruption ??= listenForSignals()
    return interruption.signal
  },
}

void main()

// A function and not top-level await, which the bundle's CommonJS chunks cannot hold.
async function main(): Promise<void> {
  try {
    process.exitCode = await run(io)
  } catch (error) {
    if (!(error instanceof Interrupted)) throw error
    // Ends as if the signal had never been caught, so that a shell or a script sees what happened.
    process.removeAllListeners(error.signal)
    process.kill(process.pid, error.signal)
  } finally {
    // A terminal that is still being read would keep the process alive.
    if (usesStdin) process.stdin.destroy()
  }
}

function listenForSignals(): AbortController {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => controller.abort(new Interrupted(signal)))
  }
  return controller
}

/** Opens the stream when it is first used: half of all runs never write to stderr. */
function output(name: 'stdout' | 'stderr'): Output {
  let isWatched = false
  return {
    get isTTY() {
      return process[name].isTTY
    },
    write(data) {
      const stream = process[name]
      // The callback below gets every failure; without a listener it would end the process as well.
      if (!isWatched) stream.on('error', () => {})
      isWatched = true
      return new Promise((resolve, reject) => {
        stream.write(data, (error) => {
          if (!error) resolve()
          else if (name === 'stderr') resolve()
          else reject(failedWrite(error))
        })
      })
    },
  }
}

function failedWrite(error: NodeJS.ErrnoException): WaxsealError {
  if (error.code === 'EPIPE') process.exit(READER_GONE)
  return new WaxsealError('ERR_FILE_UNWRITABLE', `stdout cannot be written (${error.code})`)
}
