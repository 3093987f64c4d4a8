import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Metafile } from 'esbuild'

/** The licence texts of all packages that have code in the bundle, one after the other. */
export function thirdPartyLicenses(root: string, metafile: Metafile): string {
  const folders = new Set(
    Object.keys(metafile.inputs).flatMap((path) => {
      const match = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)
      return match === null ? [] : [match[0]]
    }),
  )
  return [...folders]
    .toSorted()
    .map((folder) => licenseOf(join(root, folder)))
    .join('\n')
}

function licenseOf(folder: string): string {
  const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string
    version: string
    license?: string
  }
  const title = `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`
  const files = readdirSync(folder).filter((name) => /^(licen[cs]e|copying|notice)/i.test(name))
  const texts = files.map((name) => readFileSync(join(folder, name), 'utf8').trim())
  return [`${'='.repeat(80)}\n${title}\n${'='.repeat(80)}`, ...texts, ''].join('\n\n')
}
