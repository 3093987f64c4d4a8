import { afterAll, beforeAll, describe } from 'vitest'
import { customCases } from './custom-cases.ts'
import { deletionCases } from './deletion-cases.ts'
import type { Ground } from './ground.ts'
import { listCases } from './list-cases.ts'
import { objectCases } from './object-cases.ts'
import { patchCases } from './patch-cases.ts'
import { refusalCases } from './refusal-cases.ts'
import { secretCases } from './secret-cases.ts'
import { watchCases } from './watch-cases.ts'

/** What an API server does, as far as the sandbox claims to do the same. */
export function conformanceSuite(name: string, open: () => Promise<Ground>): void {
  describe.concurrent(`conformance of ${name}`, () => {
    let opened: Ground | undefined
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(async () => {
      await opened?.stop()
    })
    const ground = (): Ground => {
      if (opened === undefined) throw new Error('the API server has not been started')
      return opened
    }
    describe('objects', () => {
      objectCases(ground)
    })
    describe('refusals', () => {
      refusalCases(ground)
    })
    describe('patches', () => {
      patchCases(ground)
    })
    describe('lists', () => {
      listCases(ground)
    })
    describe('watches', () => {
      watchCases(ground)
    })
    describe('secrets and config maps', () => {
      secretCases(ground)
    })
    describe('custom kinds', () => {
      customCases(ground)
    })
    describe('deletion', () => {
      deletionCases(ground)
    })
  })
}
