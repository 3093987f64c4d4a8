export { DEFAULT_CONTROLLER_NAME, installManifest } from './install-manifest.ts'
export type { InstallOptions } from './install-manifest.ts'
