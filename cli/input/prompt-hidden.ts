import { WaxsealError } from '../../src/errors.ts'
import { Plaintext } from '../../src/plaintext.ts'
import { Interrupted } from '../interrupted.ts'
import type { Input, Io } from '../io.ts'
import { HiddenLine } from './hidden-line.ts'

/**
 * Asks for one line on the terminal without showing it. The Enter that ends it is not part of it.
 *
 * The terminal is put back however the prompt ends.
 *
 * @throws {@link Interrupted} on Ctrl-C and signals; {@link WaxsealError} `ERR_USAGE` when nothing was typed
 */
export async function promptHidden(io: Io, label: string): Promise<Plaintext> {
  const line = new HiddenLine()
  const signal = io.interruption()
  io.stdin.setRawMode?.(true)
  try {
    await io.stderr.write(`${label}: `)
    await readLine(io.stdin, line, signal)
  } finally {
    io.stdin.setRawMode?.(false)
    await io.stderr.write('\n')
  }
  if (line.byteLength > 0) return new Plaintext(line.take())
  throw new WaxsealError('ERR_USAGE', 'no value was typed', {
    hint: 'an empty value is meant? then pipe it in: printf "" | waxseal set FILE KEY',
  })
}

async function readLine(stdin: Input, line: HiddenLine, signal: AbortSignal): Promise<void> {
  const chunks = stdin.chunks()[Symbol.asyncIterator]()
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(interruption(signal)), { once: true })
  })
  // Without a listener an abort after the prompt would count as an unhandled rejection.
  aborted.catch(() => {})
  for (;;) {
    if (signal.aborted) throw interruption(signal)
    const next = await Promise.race([chunks.next(), aborted])
    if (next.done === true) return
    const outcome = line.feed(next.value)
    next.value.fill(0)
    if (outcome === 'interrupted') throw new Interrupted()
    if (outcome === 'done') return
  }
}

function interruption(signal: AbortSignal): Interrupted {
  return signal.reason instanceof Interrupted ? signal.reason : new Interrupted()
}
