import { styleText } from 'node:util'

/** Longer lines lose their middle: of a sealed value head and tail say enough. */
const WIDTH = 100
const TAIL = 36

/** Tells the story: headings, the commands a user would type, what came out of them. */
export interface Narrator {
  /** What the reader should know before the first step. */
  intro(text: string): void
  step(title: string): void
  /** A command as a user would type it. */
  command(text: string): void
  /** What a command printed; long lines are cut. */
  output(text: string): void
  /** What the demo itself found out. */
  found(text: string): void
}

/** Writes the story to `stream`: in colour on a terminal, plain anywhere else. */
export function createNarrator(stream: NodeJS.WritableStream & { isTTY?: boolean }): Narrator {
  let steps = 0
  const paint = (format: Parameters<typeof styleText>[0], text: string): string =>
    stream.isTTY === true ? styleText(format, text, { validateStream: false }) : text
  return {
    intro(text) {
      stream.write(`${text}\n`)
    },
    step(title) {
      steps++
      stream.write(`\n${paint('bold', `${steps}. ${title}`)}\n`)
    },
    command(text) {
      stream.write(`   ${paint('cyan', `$ ${text}`)}\n`)
    },
    output(text) {
      for (const line of text.trimEnd().split('\n')) {
        stream.write(`   ${paint('dim', shorten(line))}\n`)
      }
    },
    found(text) {
      stream.write(`   ${paint('green', '=>')} ${text}\n`)
    },
  }
}

function shorten(line: string): string {
  if (line.length <= WIDTH) return line
  return `${line.slice(0, WIDTH - TAIL - 1)}…${line.slice(-TAIL)}`
}
