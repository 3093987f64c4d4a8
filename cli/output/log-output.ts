import type { Output } from '../io.ts'

/** An output for a program that runs for long: a line that cannot be written does not end it. */
export function logOutput(output: Output): { write(text: string): void } {
  return {
    write(text) {
      output.write(text).catch(() => {})
    },
  }
}
