import { styleText } from 'node:util'

/** Output of a step longer than this is cut in the middle of its lines. */
const WIDTH = 100

/** Tells the story: headings, the commands a user would type, what came out of them. */
export interface Narrator {
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
    step(title) {
      steps++
      stream.write(`\n${paint('bold', `${steps}. ${title}`)}\n`)
    },
    command(text) {
      stream.write(`   ${paint('cyan', `$ ${text}`)}\n`)
    },
    output(text) {
      for (const line of text.trimEnd().split('\n')) {
        const cut = line.length > WIDTH ? `${line.slice(0, WIDTH - 1)}…` : line
        stream.write(`   ${paint('dim', cut)}\n`)
      }
    },
    found(text) {
      stream.write(`   ${paint('green', '=>')} ${text}\n`)
    },
  }
}
