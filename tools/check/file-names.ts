import type { Check } from './check.ts'

const ROOMS = /^(src|toolkit|cli|controller|sandbox|tools|bench|test)\//
const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.(spec|test|property\.test))?\.[cm]?[jt]s$/
/** Names that say nothing about what is inside. */
const DRAWERS = /(^|\/)(utils?|helpers?|misc|common)(\/|\.[cm]?ts$)/

/** Files are named in kebab-case after what they export; nothing lies in a drawer. */
export const fileNames: Check = {
  title: 'source files are named in kebab-case, and none is a drawer',
  find: (tree) =>
    [...tree.files.keys()]
      .filter((path) => ROOMS.test(path) && /\.[cm]?[jt]s$/.test(path))
      .flatMap((path) => {
        const name = path.slice(path.lastIndexOf('/') + 1)
        if (!KEBAB_CASE.test(name)) return [`${path}: not in kebab-case`]
        return DRAWERS.test(path) ? [`${path}: name it after what it does`] : []
      }),
}
