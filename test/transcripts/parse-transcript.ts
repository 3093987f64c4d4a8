/** A file to make before the next command. */
export interface WriteStep {
  readonly kind: 'write'
  readonly file: string
  readonly content: string
}

/** A command and all that must come of it. */
export interface RunStep {
  readonly kind: 'run'
  /** Of the command, counted from 1. */
  readonly line: number
  /** For `sh -c`. */
  readonly command: string
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]
  readonly exitCode: number
}

/** One line of a transcript, parsed. */
export type Step = WriteStep | RunStep

/**
 * Reads a transcript. Each line starts with what it is:
 *
 * ```
 * # a comment
 * write FILE          makes a file of the lines that follow
 * | a line of it
 * $ COMMAND           runs a command with `sh -c`
 * 1 a line of stdout, 2 a line of stderr (`1 ...`: any lines, also none)
 * ? 3                 the exit code, 0 unless told
 * ```
 *
 * In expected lines `<sealed>` stands for a sealed value, `<time>` for an RFC 3339 time, `<hash>` for
 * a SHA-256 in hex, `<short>` for the beginning of one, `<any>` for the rest of a line.
 */
export function parseTranscript(text: string): Step[] {
  const steps: Step[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '' || line.startsWith('#')) continue
    const rest = line.slice(2)
    if (line.startsWith('write ')) {
      steps.push({ kind: 'write', file: line.slice('write '.length), content: '' })
    } else if (line.startsWith('$ ')) {
      const expected = { stdout: [], stderr: [], exitCode: 0 }
      steps.push({ kind: 'run', line: index + 1, command: rest, ...expected })
    } else {
      const extended = extend(steps.pop(), line.slice(0, 2).trimEnd(), rest)
      if (extended === undefined) throw new Error(`line ${index + 1} is out of place: ${line}`)
      steps.push(extended)
    }
  }
  return steps
}

function extend(step: Step | undefined, prefix: string, rest: string): Step | undefined {
  if (step?.kind === 'write') {
    return prefix === '|' ? { ...step, content: `${step.content}${rest}\n` } : undefined
  }
  if (step === undefined) return undefined
  if (prefix === '1') return { ...step, stdout: [...step.stdout, rest] }
  if (prefix === '2') return { ...step, stderr: [...step.stderr, rest] }
  return prefix === '?' ? { ...step, exitCode: Number(rest) } : undefined
}
