import type { Check } from './check.ts'

/** Built from pieces, so that this file does not forbid itself. */
const word = (...pieces: readonly string[]): RegExp => new RegExp(pieces.join(''))

const EVERYWHERE: readonly (readonly [RegExp, string])[] = [
  [word('(^|[^\\w./])/(wo', 'rk|ro', 'ot)/'), 'a path of one machine'],
  [word('/tm', 'p/plan'), 'a path of one machine'],
  [word('registry\\.npm', 'js\\.org'), 'a host of a registry'],
]

const IN_CODE: readonly (readonly [RegExp, string])[] = [
  [word('\\b(TO', 'DO|FIX', 'ME|XX', 'X)\\b'), 'unfinished work belongs in an issue'],
  [word('@ts-(ig', 'nore|no', 'check|ex', 'pect-error)'), 'the compiler is not silenced'],
  [word('(ox|es)lint-dis', 'able'), 'the linter is not silenced'],
  [word('\\bas unk', 'nown as\\b'), 'a cast through unknown hides a wrong type'],
  [word('\\b(test|it|describe)\\.(on', 'ly|sk', 'ip|to', 'do)\\b'), 'tests are run or removed'],
]

/** What must not be committed: paths of a machine anywhere, silenced rules and loose ends in code. */
export const forbiddenWords: Check = {
  title: 'no path of a machine, no silenced rule, no loose end',
  find: (tree) =>
    [...tree.files].flatMap(([path, text]) => {
      const rules = /\.[cm]?[jt]s$/.test(path) ? [...EVERYWHERE, ...IN_CODE] : EVERYWHERE
      return text
        .split('\n')
        .flatMap((line, i) =>
          rules
            .filter(([pattern]) => pattern.test(line))
            .map(([, reason]) => `${path}:${i + 1}: ${reason}`),
        )
    }),
}
