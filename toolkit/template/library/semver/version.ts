import { fixed, functionMap } from '../../functions/go-function.ts'
import type { FunctionMap } from '../../functions/go-function.ts'
import { quoteText } from '../../format/quote.ts'
import { parseUint64 } from '../../format/parse-number.ts'
import { failTemplate } from '../../template-failure.ts'
import { GoInteger, GoObject, compareText } from '../../values/go-value.ts'

/** The parts of a version. */
export interface VersionParts {
  readonly major: bigint
  readonly minor: bigint
  readonly patch: bigint
  readonly prerelease: string
  readonly metadata: string
}

/**
 * A version as Masterminds/semver 3.3 reads it: `v1`, `1.2` and `1.2.3-rc.1+build` are versions.
 *
 * `semver` gives a pointer; the methods that make another version give a value, which has fewer
 * methods.
 */
export class Version extends GoObject implements VersionParts {
  override readonly kind: 'ptr' | 'struct'
  readonly major: bigint
  readonly minor: bigint
  readonly patch: bigint
  readonly prerelease: string
  readonly metadata: string
  readonly original: string

  constructor(parts: VersionParts, original: string, kind: 'ptr' | 'struct') {
    super()
    this.kind = kind
    this.major = parts.major
    this.minor = parts.minor
    this.patch = parts.patch
    this.prerelease = parts.prerelease
    this.metadata = parts.metadata
    this.original = original
  }

  override get type(): string {
    return this.kind === 'ptr' ? '*semver.Version' : 'semver.Version'
  }

  override get methods(): FunctionMap {
    return this.kind === 'ptr' ? pointerMethods : valueMethods
  }

  override toText(): string {
    const { major, minor, patch, prerelease, metadata } = this
    const suffix =
      (prerelease === '' ? '' : `-${prerelease}`) + (metadata === '' ? '' : `+${metadata}`)
    return `${major}.${minor}.${patch}${suffix}`
  }

  override toGoSyntax(): string {
    const { major, minor, patch, prerelease, metadata, original } = this
    const numbers = `major:0x${major.toString(16)}, minor:0x${minor.toString(16)}, patch:0x${patch.toString(16)}`
    const texts = [prerelease, metadata, original].map((text) => quoteText(text))
    const fields = `${numbers}, pre:${texts[0]}, metadata:${texts[1]}, original:${texts[2]}`
    return `${this.kind === 'ptr' ? '&' : ''}semver.Version{${fields}}`
  }

  override toJson(): string {
    return `"${this.toText()}"`
  }

  override equals(other: GoObject): boolean {
    // Pointers are equal when they are the same one.
    return this.kind === 'ptr' ? this === other : this.deepEquals(other)
  }

  override deepEquals(other: GoObject): boolean {
    return (
      other instanceof Version &&
      this.original === other.original &&
      this.toText() === other.toText()
    )
  }
}

const VERSION =
  /^v?([0-9]+)(?:\.([0-9]+))?(?:\.([0-9]+))?(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?$/

/** Longer texts are not versions, whatever they say. */
const LONGEST_VERSION = 1024

/** Reads a version; `undefined` when it is none. */
export function parseVersion(text: string): Version | undefined {
  const match = text.length > LONGEST_VERSION ? null : VERSION.exec(text)
  if (match === null) return undefined
  const [, major = '', minor = '0', patch = '0', prerelease = '', metadata = ''] = match
  const numbers = [major, minor, patch].map((digits) => parseUint64(digits, 10))
  const [a, b, c] = numbers.map((number) => (number.kind === 'value' ? number.value : undefined))
  if (a === undefined || b === undefined || c === undefined) return undefined
  if (!prerelease.split('.').every(isIdentifier)) return undefined
  return new Version({ major: a, minor: b, patch: c, prerelease, metadata }, text, 'ptr')
}

/** Order of versions: -1, 0 or 1; metadata does not count. */
export function compareVersions(a: VersionParts, b: VersionParts): number {
  return (
    compareNumbers(a.major, b.major) ||
    compareNumbers(a.minor, b.minor) ||
    compareNumbers(a.patch, b.patch) ||
    comparePrereleases(a.prerelease, b.prerelease)
  )
}

function compareNumbers(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function comparePrereleases(a: string, b: string): number {
  if (a === b) return 0
  if (a === '') return 1
  if (b === '') return -1
  return compareIdentifiers(a, b)
}

/** Identifiers between dots: numbers by value and before words, words by bytes, fewer before more. */
export function compareIdentifiers(a: string, b: string): number {
  const [as, bs] = [a.split('.'), b.split('.')]
  for (let i = 0; i < Math.max(as.length, bs.length); i++) {
    const order = compareIdentifier(as[i] ?? '', bs[i] ?? '')
    if (order !== 0) return order
  }
  return 0
}

function compareIdentifier(a: string, b: string): number {
  if (a === b) return 0
  if (a === '') return -1
  if (b === '') return 1
  const [x, y] = [numeric(a), numeric(b)]
  if (x === undefined && y === undefined) return compareText(a, b)
  if (x === undefined) return 1
  if (y === undefined) return -1
  return x > y ? 1 : -1
}

function numeric(text: string): bigint | undefined {
  const number = parseUint64(text, 10)
  return number.kind === 'value' ? number.value : undefined
}

/** A version made from `version`; a leading `v` is kept. */
function changed(version: Version, parts: Partial<VersionParts>): Version {
  const { major, minor, patch, prerelease, metadata } = version
  const all = { major, minor, patch, prerelease, metadata, ...parts }
  const text = new Version(all, '', 'struct').toText()
  return new Version(all, (version.original.startsWith('v') ? 'v' : '') + text, 'struct')
}

const RELEASE = { prerelease: '', metadata: '' }

// A method of the value takes a pointer too, so its receiver may be either.
const VALUE_METHODS = {
  String: (version: Version) => version.toText(),
  Major: (version: Version) => new GoInteger('uint64', version.major),
  Minor: (version: Version) => new GoInteger('uint64', version.minor),
  Patch: (version: Version) => new GoInteger('uint64', version.patch),
  Prerelease: (version: Version) => version.prerelease,
  Metadata: (version: Version) => version.metadata,
  IncMajor: (version: Version) =>
    changed(version, { ...RELEASE, major: version.major + 1n, minor: 0n, patch: 0n }),
  IncMinor: (version: Version) =>
    changed(version, { ...RELEASE, minor: version.minor + 1n, patch: 0n }),
  // A pre-release comes before its version, so that is the next patch.
  IncPatch: (version: Version) =>
    changed(version, {
      ...RELEASE,
      patch: version.prerelease === '' ? version.patch + 1n : version.patch,
    }),
} as const

const valueMethods: FunctionMap = new Map([
  ...Object.entries(VALUE_METHODS).map(
    ([name, run]) => [name, fixed(['*semver.Version'], ([version]) => run(version))] as const,
  ),
  ...functionMap({
    SetPrerelease: fixed(['*semver.Version', 'string'], ([version, prerelease]) => {
      if (!prerelease.split('.').every(isIdentifier)) failTemplate('text is not a version')
      return changed(version, { prerelease })
    }),
    SetMetadata: fixed(['*semver.Version', 'string'], ([version, metadata]) => {
      if (!/^[0-9A-Za-z.-]*$/.test(metadata)) failTemplate('text is not a version')
      return changed(version, { metadata })
    }),
  }),
])

const pointerMethods: FunctionMap = new Map([
  ...valueMethods,
  ...functionMap({
    Original: fixed(['*semver.Version'], ([version]) => version.original),
    Compare: comparing((order) => BigInt(order)),
    Equal: comparing((order) => order === 0),
    LessThan: comparing((order) => order < 0),
    LessThanEqual: comparing((order) => order <= 0),
    GreaterThan: comparing((order) => order > 0),
    GreaterThanEqual: comparing((order) => order >= 0),
  }),
])

function comparing(judge: (order: number) => boolean | bigint): ReturnType<typeof fixed> {
  return fixed(['*semver.Version', '*semver.Version'], ([version, other]) =>
    judge(compareVersions(version, other)),
  )
}

/** Numbers in a pre-release have no leading zeros. */
function isIdentifier(part: string): boolean {
  return /^[0-9A-Za-z-]*$/.test(part) && !/^0[0-9]+$/.test(part)
}
