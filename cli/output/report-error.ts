import { type ExitCode, WaxsealError } from '../../src/errors.ts'
import type { Io } from '../io.ts'
import { escapeControls } from './escape-controls.ts'

/**
 * Tells of a failure on stderr and returns the exit code it stands for.
 *
 * `waxseal: error: …` and `waxseal: hint: …`, or one JSON object per error when `-o json` was asked.
 */
export async function reportError(error: unknown, io: Io): Promise<ExitCode> {
  const known = error instanceof WaxsealError ? error : internalError(error)
  const text = wantsJson(io.args) ? formatJson(known) : formatText(known)
  await io.stderr.write(text)
  return known.exitCode
}

function formatText(error: WaxsealError): string {
  const message = escapeControls(error.message)
  return `waxseal: error: ${message}\nwaxseal: hint: ${escapeControls(hintOf(error))}\n`
}

function formatJson(error: WaxsealError): string {
  const { code, message } = error
  return `${JSON.stringify({ error: { code, message, hint: hintOf(error) } })}\n`
}

function hintOf({ code, hint }: WaxsealError): string {
  return hint ?? `see ${code} in docs/errors.md`
}

/** Says where the bug is, never what the foreign error says: its message may hold a value. */
function internalError(error: unknown): WaxsealError {
  const name = error instanceof Error ? error.name : typeof error
  const place = error instanceof Error ? firstFrame(error) : ''
  return new WaxsealError('ERR_INTERNAL', `internal error (${name}${place})`, {
    hint: 'this is a bug in waxseal, please report it with the command line (without any value)',
  })
}

function firstFrame(error: Error): string {
  const frame = error.stack?.split('\n').find((line) => line.startsWith('    at '))
  const place = frame === undefined ? undefined : /([^/\\(]+:\d+):\d+\)?$/.exec(frame)?.[1]
  return place === undefined ? '' : ` at ${place}`
}

/** Looks at the bare words, because the mistake may be in the command line itself. */
function wantsJson(args: readonly string[]): boolean {
  return args.some(
    (arg, index) =>
      arg === '-ojson' ||
      arg === '--output=json' ||
      ((arg === '-o' || arg === '--output') && args[index + 1] === 'json'),
  )
}
