import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { runCommand } from '../run-command.ts'
import type { BuildInfo } from './build-info.ts'
import { bundleLibrary, bundleProgram } from './bundle.ts'
import { type LoadedCode, reportBundle } from './bundle-report.ts'
import { publishedManifest, type RepositoryManifest } from './package-manifest.ts'
import { thirdPartyLicenses } from './third-party-licenses.ts'

/** What `dist/` takes over unchanged; the manifests are read by `waxseal install`. */
const COPIED = ['README.md', 'CHANGELOG.md', 'SECURITY.md', 'LICENSE', 'deploy']

/**
 * Writes the package that would be published into `out`, which is emptied first.
 *
 * @throws Error when the sources do not compile
 */
export async function buildPackage(
  root: string,
  out: string,
  info: BuildInfo,
): Promise<LoadedCode[]> {
  rmSync(out, { recursive: true, force: true })
  mkdirSync(out, { recursive: true })
  const [program] = await Promise.all([
    bundleProgram(root, out),
    bundleLibrary(root, out),
    declarations(root, out),
  ])
  for (const name of COPIED) cpSync(join(root, name), join(out, name), { recursive: true })
  cpSync(join(root, 'cli/waxseal.cjs'), join(out, 'waxseal.cjs'))
  const manifest = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as RepositoryManifest
  const published = JSON.stringify(publishedManifest(manifest, info), null, 2)
  writeFileSync(join(out, 'package.json'), `${published}\n`)
  writeFileSync(join(out, 'THIRD-PARTY-LICENSES.txt'), thirdPartyLicenses(root, program))
  return reportBundle(program)
}

/** The compiler's declarations of the core, as they are. */
async function declarations(root: string, out: string): Promise<void> {
  const { ok, output } = await runCommand(['tsc', '-b', 'src'], root)
  if (!ok) throw new Error(`the core does not compile:\n${output}`)
  const [from, to] = [join(root, '.cache/types/src'), join(out, 'types/src')]
  cpSync(from, to, { recursive: true, filter: (path) => !path.endsWith('.tsbuildinfo') })
  // A user's own compiler settings need not name the library that has `Disposable`.
  const index = readFileSync(join(to, 'index.d.ts'), 'utf8')
  writeFileSync(join(to, 'index.d.ts'), `/// <reference lib="esnext.disposable" />\n${index}`)
}
