import type { Check } from './check.ts'
import type { Source } from './source.ts'

const ROOMS = ['src', 'toolkit', 'cli', 'controller', 'sandbox', 'tools', 'bench']

/**
 * What may be named from outside of its room beside the façade: what every room needs, what a
 * command needs at its start (the rest of those façades takes time to load), and the programs.
 */
const OPEN = [
  'src/errors.ts',
  'src/plaintext.ts',
  'toolkit/files/read-bounded.ts',
  'toolkit/keys/example-keys.ts',
  'controller/main.ts',
  'sandbox/main.ts',
]

/** A façade that does something would be loaded, and have to be read, for one name out of many. */
export const facades: Check = {
  title: 'every index.ts holds re-exports only, and rooms are entered by it',
  find: (tree) => [
    ...tree
      .sources()
      .flatMap(({ path, statements }) =>
        path.endsWith('/index.ts')
          ? statements.map((line) => `${path}:${line}: not a re-export`)
          : [],
      ),
    ...tree.sources(...ROOMS).flatMap(sideEntries),
  ],
}

/** Imports of a file inside another room. */
function sideEntries({ path, imports }: Source): string[] {
  return imports
    .filter(
      ({ specifier, target }) =>
        specifier.startsWith('.') &&
        roomOf(target) !== roomOf(path) &&
        !target.endsWith('/index.ts') &&
        !OPEN.includes(target),
    )
    .map(({ target, line }) => `${path}:${line}: ${target} is inside of ${roomOf(target)}`)
}

/** The core and each program are one room; the toolkit has one per folder. */
function roomOf(path: string): string {
  const [room = '', folder = ''] = path.split('/')
  return room === 'toolkit' ? `${room}/${folder}` : room
}
