import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { parseSource, type Source } from './source.ts'

/** The files of the repository that a check looks at: tracked ones and new ones not ignored. */
export class Tree {
  /** The folder the paths are relative to. */
  readonly root: string
  /** Path, with `/`, to text. */
  readonly files: ReadonlyMap<string, string>
  readonly #sources = new Map<string, Source>()

  constructor(root: string, files: ReadonlyMap<string, string>) {
    this.root = root
    this.files = files
  }

  /** The text of a file; empty when it does not exist. */
  text(path: string): string {
    return this.files.get(path) ?? ''
  }

  /** The parsed TypeScript files in the given folders, or in all of them. */
  sources(...rooms: readonly string[]): Source[] {
    const wanted = (path: string): boolean =>
      /\.[cm]?ts$/.test(path) && (rooms.length === 0 || rooms.some((r) => path.startsWith(`${r}/`)))
    return [...this.files.keys()].filter(wanted).map((path) => this.#source(path))
  }

  #source(path: string): Source {
    const known = this.#sources.get(path)
    if (known !== undefined) return known
    const source = parseSource(path, this.text(path))
    this.#sources.set(path, source)
    return source
  }
}

/** Reads what Git tracks or would track below `root`; vectors are data and are left out. */
export function readTree(root: string): Tree {
  const listing = execFileSync('git', ['ls-files', '-z', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  const files = new Map<string, string>()
  for (const path of listing.split('\0')) {
    if (path === '' || path.startsWith('test/vectors/')) continue
    const text = readText(join(root, path))
    if (text !== undefined) files.set(path, text)
  }
  return new Tree(root, files)
}

/** `undefined` for a file that was deleted but is still in Git's index, and for binary ones. */
function readText(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8')
    return text.includes('\0') ? undefined : text
  } catch {
    return undefined
  }
}
