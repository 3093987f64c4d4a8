export { runController } from './main.ts'
export { CONTROLLER_DEFAULTS } from './options.ts'
export type { ControllerDeps } from './main.ts'
export type { ControllerOptions } from './options.ts'
