import { afterAll, beforeAll, describe } from 'vitest'

import { keepingSecrets } from './keeping-secrets.ts'
import { living } from './living.ts'
import { makingSecrets } from './making-secrets.ts'
import { refusing } from './refusing.ts'
import { type Ground, Stage } from './stage.ts'

/** What the controller does, seen from outside; the same on every API server. */
export function controllerSuite(where: string, openGround: () => Promise<Ground>): void {
  describe(`the controller on ${where}`, () => {
    let stage: Stage
    const current = (): Stage => stage
    beforeAll(async () => {
      stage = await Stage.open(await openGround())
    })
    afterAll(async () => {
      await stage.close()
    })
    makingSecrets(current)
    keepingSecrets(current)
    refusing(current)
    living(current)
  })
}
