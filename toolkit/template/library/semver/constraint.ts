import { GoRegexp } from '../go-regexp.ts'
import { Version, compareIdentifiers, compareVersions, parseVersion } from './version.ts'

/** One condition, such as `>= 1.2.x`. */
interface Condition {
  readonly operator: string
  readonly version: Version
  /** A part was left out or is `x`. */
  readonly dirty: boolean
  readonly minorDirty: boolean
  readonly patchDirty: boolean
}

/** Any of the alternatives must hold, each with all of its conditions. */
export type Constraint = readonly (readonly Condition[])[]

// The shape of a constraint is taken from Masterminds/semver 3.3, quirks included: `1|2` counts as a
// number. RE2 patterns, because alternatives within repetitions would backtrack.
const IDENTIFIERS = '[0-9A-Za-z\\-]+(\\.[0-9A-Za-z\\-]+)*'
const PART = '[0-9|x|X|\\*]+'
const LOOSE_VERSION = `v?(${PART})(\\.${PART})?(\\.${PART})?(-(${IDENTIFIERS}))?(\\+(${IDENTIFIERS}))?`
const OPERATORS = '=||!=|>|<|>=|=>|<=|=<|~|~>|\\^'

const CONDITION = `(${OPERATORS})\\s*(${LOOSE_VERSION})`
const PATTERNS = {
  condition: lazily(`^\\s*(${OPERATORS})\\s*(${LOOSE_VERSION})\\s*$`),
  conditions: lazily(CONDITION),
  range: lazily(`\\s*(${LOOSE_VERSION})\\s+-\\s+(${LOOSE_VERSION})\\s*`),
  alternative: lazily(`^(\\s*${CONDITION}\\s*)((?:\\s+|,\\s*)${CONDITION}\\s*)*$`),
}

function lazily(pattern: string): () => GoRegexp {
  let compiled: GoRegexp | undefined
  return () => (compiled ??= GoRegexp.compileTrusted(pattern))
}

/** Longer texts are not constraints, whatever they say. */
const LONGEST_CONSTRAINT = 1024

/** Reads a constraint such as `^1.2 || >= 2.0, < 2.5`; `undefined` when it is none. */
export function parseConstraint(text: string): Constraint | undefined {
  if (text.length > LONGEST_CONSTRAINT) return undefined
  const alternatives: Condition[][] = []
  for (const alternative of rewriteRanges(text).split('||')) {
    if (!PATTERNS.alternative().matches(alternative)) return undefined
    const conditions: Condition[] = []
    for (const found of PATTERNS.conditions().findAll(alternative)) {
      const condition = parseCondition(found[0] ?? '')
      if (condition === undefined) return undefined
      conditions.push(condition)
    }
    alternatives.push(conditions)
  }
  return alternatives
}

/** `1.0 - 2.0` means `>= 1.0, <= 2.0`. */
function rewriteRanges(text: string): string {
  let rewritten = text
  for (const match of PATTERNS.range().findAll(text)) {
    const [range = '', low = ''] = match
    const high = match[11] ?? ''
    rewritten = rewritten.replace(range, () => `>= ${low}, <= ${high} `)
  }
  return rewritten
}

function parseCondition(text: string): Condition | undefined {
  const match = PATTERNS.condition().find(text)
  if (match === undefined) return undefined
  const [, operator = '', written = '', major = '', minor = '', patch = '', suffix = ''] = match
  const build = (
    parts: string,
    dirt: { dirty: boolean; minorDirty: boolean; patchDirty: boolean },
  ): Condition | undefined => {
    const version = parseVersion(parts)
    return version === undefined ? undefined : { operator, version, ...dirt }
  }
  if (isWildcard(major)) {
    return build(`0.0.0${suffix}`, { dirty: true, minorDirty: false, patchDirty: false })
  }
  if (isWildcard(minor)) {
    return build(`${major}.0.0${suffix}`, { dirty: true, minorDirty: true, patchDirty: false })
  }
  if (isWildcard(patch)) {
    return build(`${major}${minor}.0${suffix}`, {
      dirty: true,
      minorDirty: false,
      patchDirty: true,
    })
  }
  return build(written, { dirty: false, minorDirty: false, patchDirty: false })
}

function isWildcard(part: string): boolean {
  return /^(?:\.?[xX*])?$/.test(part)
}

/** Whether a version satisfies a constraint. */
export function satisfies(version: Version, constraint: Constraint): boolean {
  return constraint.some((conditions) => conditions.every((condition) => holds(version, condition)))
}

function holds(version: Version, condition: Condition): boolean {
  const { operator, version: wanted, dirty } = condition
  if (operator === '!=') return differs(version, condition)
  // Pre-releases only match constraints that name one.
  if (version.prerelease !== '' && wanted.prerelease === '') return false
  const order = compareVersions(version, wanted)
  switch (operator) {
    case '':
    case '=':
      return dirty ? matchesTilde(version, condition) : order === 0
    case '>':
      return isAbove(version, condition)
    case '<':
      return order < 0
    case '>=':
    case '=>':
      return order >= 0
    case '<=':
    case '=<':
      return isAtMost(version, condition)
    case '~':
    case '~>':
      return matchesTilde(version, condition)
    case '^':
      return matchesCaret(version, condition)
    default:
      return false
  }
}

function differs(
  version: Version,
  { version: other, dirty, minorDirty, patchDirty }: Condition,
): boolean {
  if (!dirty) return compareVersions(version, other) !== 0
  if (version.prerelease !== '' && other.prerelease === '') return false
  if (version.major !== other.major) return true
  if (minorDirty) return false
  if (version.minor !== other.minor) return true
  if (version.patch !== other.patch && !patchDirty) return true
  if (!patchDirty) return compareVersions(version, other) !== 0
  const prereleases = version.prerelease !== '' || other.prerelease !== ''
  return prereleases && compareIdentifiers(version.prerelease, other.prerelease) !== 0
}

/** `>11` needs 12, `>11.1` needs 11.2. */
function isAbove(
  version: Version,
  { version: other, dirty, minorDirty, patchDirty }: Condition,
): boolean {
  if (!dirty) return compareVersions(version, other) > 0
  if (version.major !== other.major) return version.major > other.major
  if (minorDirty) return false
  if (patchDirty) return version.minor > other.minor
  return compareVersions(version, other) > 0
}

function isAtMost(version: Version, { version: other, dirty, minorDirty }: Condition): boolean {
  if (!dirty) return compareVersions(version, other) <= 0
  if (version.major > other.major) return false
  return version.major !== other.major || version.minor <= other.minor || minorDirty
}

/** `~1.2.3` is 1.2.3 up to 1.3, `~1` is 1 up to 2, `~*` is anything. */
function matchesTilde(version: Version, condition: Condition): boolean {
  const { version: low, minorDirty, patchDirty } = condition
  if (compareVersions(version, low) < 0) return false
  const zero = low.major === 0n && low.minor === 0n && low.patch === 0n
  if (zero && !minorDirty && !patchDirty) return true
  return version.major === low.major && (version.minor === low.minor || minorDirty)
}

/** `^1.2.3` is 1.2.3 up to 2, `^0.2.3` up to 0.3, `^0.0.3` only itself. */
function matchesCaret(version: Version, condition: Condition): boolean {
  const { version: low, minorDirty, patchDirty } = condition
  if (compareVersions(version, low) < 0) return false
  if (low.major > 0n || minorDirty) return version.major === low.major
  if (version.major > 0n) return false
  if (low.minor > 0n || patchDirty) return version.minor === low.minor
  return version.minor === 0n && version.patch === low.patch
}
