import { join } from 'node:path'

import { BackgroundProgram } from './background-program.ts'
import { freePort } from './free-port.ts'
import type { StageSetup } from './stage.ts'
import { WAXSEAL } from './waxseal.ts'

const PATIENCE_MS = 60_000

/** A controller that answers. */
export interface RunningController {
  readonly program: BackgroundProgram
  /** `127.0.0.1:PORT`, where it serves its certificate. */
  readonly address: string
}

/**
 * Starts `waxseal controller` as a process of its own and waits until it is ready.
 *
 * @throws Error with its log when it does not become ready
 */
export async function startController(
  { folder, narrator }: StageSetup,
  args: readonly string[],
): Promise<RunningController> {
  const address = `127.0.0.1:${await freePort()}`
  const metrics = `127.0.0.1:${await freePort()}`
  const words = ['controller', ...args, '--listen-addr', address, '--listen-metrics-addr', metrics]
  narrator.command(`waxseal ${words.join(' ')} &`.replaceAll(`${folder}/`, ''))
  const program = new BackgroundProgram([...WAXSEAL, ...words], join(folder, 'controller.log'))
  try {
    await program.until(() => isReady(address), PATIENCE_MS)
  } catch (error) {
    await program.stop()
    throw error
  }
  narrator.output(program.written)
  return { program, address }
}

async function isReady(address: string): Promise<true | undefined> {
  try {
    const { ok } = await fetch(`http://${address}/readyz`)
    return ok ? true : undefined
  } catch {
    return undefined
  }
}
