// npm run demo: a secret is sealed, committed, applied and unsealed; on a sandbox or a real cluster.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { type DemoOptions, DEMO_USAGE, parseDemoOptions } from './demo-options.ts'
import { createNarrator } from './narrator.ts'
import { openClusterStage } from './open-cluster-stage.ts'
import { openSandboxStage } from './open-sandbox-stage.ts'
import type { StageSetup } from './stage.ts'
import { tellStory } from './tell-story.ts'

const INTRO = `The story of a secret: sealed, committed, applied and unsealed.
Commands are shown as you would type them; what kubectl would do the demo does itself.`

/** Ctrl-C or a reader that went away ends the story; what was started and made is taken away. */
const interrupted: Promise<never> = new Promise((_, reject) => {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      reject(new Error(`ended by ${signal}`))
    })
  }
  process.stdout.on('error', reject)
})
// Handled here in case it comes while nobody waits.
interrupted.catch(() => {})

/** Plays the story once; whatever happens, the stage is closed. */
async function play({ kubeconfig, keep, yes }: DemoOptions): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'waxseal-demo-'))
  const setup: StageSetup = { folder, narrator: createNarrator(process.stdout) }
  setup.narrator.intro(INTRO)
  let isFine = false
  try {
    const stage = await (kubeconfig === undefined
      ? openSandboxStage(setup, keep)
      : openClusterStage(setup, kubeconfig, yes))
    try {
      await Promise.race([tellStory(stage, setup), interrupted])
      isFine = true
    } finally {
      await stage.close(isFine)
    }
  } finally {
    if (!keep || !isFine) rmSync(folder, { recursive: true, force: true })
  }
}

try {
  const options = parseDemoOptions(process.argv.slice(2))
  if (options === undefined) process.stdout.write(DEMO_USAGE)
  else await play(options)
} catch (error) {
  process.stderr.write(`\ndemo: error: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
