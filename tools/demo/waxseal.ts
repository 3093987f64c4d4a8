import { fileURLToPath } from 'node:url'

import { type Ended, runProgram } from './run-program.ts'

/** The root of the repository. */
export const ROOT: string = fileURLToPath(new URL('../..', import.meta.url))

/** The words that start the command-line tool from its sources. */
export const WAXSEAL: readonly [string, string] = [process.execPath, `${ROOT}cli/waxseal.cjs`]

/**
 * Runs `waxseal` with arguments as a user would type them.
 *
 * @throws Error with everything it wrote when it fails
 */
export async function waxseal(
  args: readonly string[],
  where: { readonly cwd: string; readonly kubeconfig?: string; readonly input?: string },
): Promise<Ended> {
  const { cwd, kubeconfig, input = '' } = where
  const env = kubeconfig === undefined ? {} : { KUBECONFIG: kubeconfig }
  const ended = await runProgram([...WAXSEAL, ...args], { cwd, env, input })
  if (ended.status === 0) return ended
  throw new Error(
    `waxseal ${args.join(' ')} ended with ${ended.status}:\n${ended.stderr}${ended.stdout}`,
  )
}
