// npm run build: the package that would be published, in dist/.
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import { readBuildInfo } from './build-info.ts'
import { buildPackage } from './build-package.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const report = await buildPackage(root, join(root, 'dist'), readBuildInfo(root, process.env))
for (const { title, files, bytes, forbidden } of report) {
  const size = `${Math.ceil(bytes / 1024)} KiB in ${files.length} files`
  process.stdout.write(`${title} loads ${size}: ${files.join(' ')}\n`)
  for (const problem of forbidden) process.stdout.write(`    must not load ${problem}\n`)
}
process.exitCode = report.some(({ forbidden }) => forbidden.length > 0) ? 1 : 0
