import type { Check } from './check.ts'

/** A façade that does something would be loaded, and have to be read, for one name out of many. */
export const facades: Check = {
  title: 'every index.ts holds re-exports only',
  find: (tree) =>
    tree
      .sources()
      .filter(({ path }) => path.endsWith('/index.ts'))
      .flatMap(({ path, statements }) =>
        statements.map((line) => `${path}:${line}: not a re-export`),
      ),
}
