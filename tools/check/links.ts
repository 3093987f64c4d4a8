import { posix } from 'node:path'

import type { Check } from './check.ts'

const LINK = /\]\(([^()\s]+)\)/g

/** Relative links of the documentation lead to a file or folder of the repository, and to a heading. */
export const links: Check = {
  title: 'links in the documentation lead somewhere',
  find(tree) {
    const paths = [...tree.files.keys()]
    return paths
      .filter((path) => path.endsWith('.md'))
      .flatMap((path) =>
        targetsOf(tree.text(path)).flatMap((target) => {
          const [file = '', heading] = target.split('#')
          const where = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), file))
          const folder = `${where.replace(/\/$/, '')}/`
          if (!tree.files.has(where) && !paths.some((other) => other.startsWith(folder))) {
            return [`${path}: ${target} is not there`]
          }
          if (heading === undefined || anchorsOf(tree.text(where)).includes(heading)) return []
          return [`${path}: ${where} has no heading ${heading}`]
        }),
      )
  },
}

/** Relative links outside of code blocks. */
function targetsOf(page: string): string[] {
  const prose = page.replaceAll(/^```[^]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
  return [...prose.matchAll(LINK)]
    .map(([, target = '']) => target)
    .filter((target) => !/^[a-z]+:/.test(target))
}

/** What headings are called in links, as GitHub forms it. */
function anchorsOf(page: string): string[] {
  return [...page.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
}
