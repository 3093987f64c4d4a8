import type { Io } from '../io.ts'
import { escapeControls } from './escape-controls.ts'

/** Says on stderr what the user may want to know; stdout stays data. */
export async function note(io: Io, text: string): Promise<void> {
  await io.stderr.write(`waxseal: ${escapeControls(text)}\n`)
}

/** Says on stderr what the user should look at, though the command goes on. */
export async function warn(io: Io, text: string): Promise<void> {
  await io.stderr.write(`waxseal: warning: ${escapeControls(text)}\n`)
}
