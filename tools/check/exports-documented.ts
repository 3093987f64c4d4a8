import type { Check } from './check.ts'

const ROOMS = ['src', 'toolkit', 'cli', 'controller', 'sandbox', 'tools', 'bench']

/** Every name another file can see says what it is, in TSDoc right above it. */
export const exportsDocumented: Check = {
  title: 'every exported name has TSDoc',
  find: (tree) =>
    tree.sources(...ROOMS).flatMap(({ path, exports }) => {
      // One comment is enough for the overloads of a function.
      const documented = new Set(exports.filter((e) => e.documented).map(({ name }) => name))
      return exports
        .filter(({ name }) => !documented.has(name))
        .map(({ name, line }) => `${path}:${line}: ${name} has no TSDoc`)
    }),
}
