import type { CommandTable } from './command/command-spec.ts'
import { certFetchSpec } from './commands/cert-fetch.spec.ts'
import { certShowSpec } from './commands/cert-show.spec.ts'
import { controllerSpec } from './commands/controller.spec.ts'
import { installSpec } from './commands/install.spec.ts'
import { keysGenerateSpec } from './commands/keys-generate.spec.ts'
import { sandboxSpec } from './commands/sandbox.spec.ts'
import { sealSpec } from './commands/seal.spec.ts'
import { setSpec } from './commands/set.spec.ts'
import { unsealSpec } from './commands/unseal.spec.ts'
import { viewSpec } from './commands/view.spec.ts'

/** Every command, in the order of the overview. */
export const COMMANDS: CommandTable = {
  specs: [
    sealSpec,
    unsealSpec,
    setSpec,
    viewSpec,
    certShowSpec,
    certFetchSpec,
    keysGenerateSpec,
    installSpec,
    controllerSpec,
    sandboxSpec,
  ],
  groups: {
    cert: 'show or fetch a sealing certificate',
    keys: 'make sealing keys',
  },
}
