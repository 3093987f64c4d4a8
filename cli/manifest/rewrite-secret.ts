import { WaxsealError } from '../../src/errors.ts'
import { type ObjectMeta, type SealedSecret, toSealedSecretManifest } from '../../src/index.ts'
import { formatYaml, type YamlDocument, type YamlPath } from '../../toolkit/documents/index.ts'
import { sameValue } from './same-value.ts'

/** What a rewritten document did not take along. */
export interface RewriteLosses {
  /** Lines of comments inside data and stringData: dropped on purpose. */
  readonly valueComments: readonly number[]
  /** How many other comments had no place in the new structure. */
  readonly otherComments: number
}

/** What stays of the Secret at the top; the rest is values, or moves below `spec`. */
const HEAD = ['apiVersion', 'kind', 'metadata']
const IDENTITY = ['name', 'namespace']
const VALUES = ['data', 'stringData']

/**
 * Turns the document of a Secret into that of its SealedSecret, keeping what it can of layout and
 * comments. Whatever the layout, the document means exactly what {@link toSealedSecretManifest} says.
 */
export function rewriteSecret(document: YamlDocument, sealed: SealedSecret): RewriteLosses {
  const manifest = toSealedSecretManifest(sealed)
  const all = document.comments([]).length
  const valueComments = VALUES.flatMap((key) => document.comments([key]).map(({ line }) => line))
  const lost = keepLayout(document, sealed)
  if (lost !== undefined && sameValue(document.value, manifest)) {
    return { valueComments, otherComments: lost }
  }
  const isJson = document.format === 'json'
  document.replace(isJson ? JSON.stringify(manifest, null, 2) : formatYaml(manifest))
  return { valueComments, otherComments: all - valueComments.length }
}

/** @returns how many comments were lost, or `undefined` when the layout cannot be kept */
function keepLayout(document: YamlDocument, sealed: SealedSecret): number | undefined {
  if (document.format === 'json') return undefined
  try {
    editAnnotations(document, sealed.template.metadata)
    const spec = formatSpec(document, sealed)
    const lost = countLost(document, sealed.template.metadata)
    editHead(document, sealed.metadata)
    const head = document.nodeText([])
    if (head === undefined) return undefined
    document.replace(`${head}${spec}`)
    return lost
  } catch (error) {
    // Anchors, merge keys and other shapes that cannot be edited in place.
    if (error instanceof WaxsealError) return undefined
    throw error
  }
}

/** Comments of what is written anew, and of what is taken out. */
function countLost(document: YamlDocument, template: ObjectMeta): number {
  const anew = [
    ...keysBut(document, [], [...HEAD, ...VALUES]).map((key) => [key]),
    ...keysBut(document, ['metadata'], IDENTITY)
      .filter((key) => !isMovable(document, key, template[key]))
      .map((key) => ['metadata', key]),
  ]
  return anew.reduce((sum, path) => sum + document.comments(path).length, 0)
}

function keysBut(document: YamlDocument, path: YamlPath, but: readonly string[]): string[] {
  const keys = document.entries(path).map(({ key }) => key)
  return keys.filter((key) => !but.includes(key))
}

/** Whether a member of metadata can go into the template as it is written. */
function isMovable(document: YamlDocument, key: string, wanted: unknown): boolean {
  const path = ['metadata', key]
  return document.source(path)?.style === 'block' && sameValue(document.get(path), wanted)
}

/** Brings the Secret's annotations to what the template is to have, so that they can move as text. */
function editAnnotations(document: YamlDocument, template: ObjectMeta): void {
  const path = ['metadata', 'annotations']
  const wanted = new Map(Object.entries(template.annotations ?? {}))
  for (const { key } of document.entries(path)) {
    if (!wanted.has(key)) document.delete([...path, key])
  }
  for (const [key, value] of wanted) {
    if (document.get([...path, key]) !== value) document.setScalar([...path, key], value)
  }
}

/** The text of `spec`; labels and annotations are taken over as they are written. */
function formatSpec(document: YamlDocument, sealed: SealedSecret): string {
  const { metadata, type, immutable, data } = sealed.template
  const items = Object.fromEntries(sealed.encryptedData)
  const rest = {
    ...(type === undefined ? {} : { type }),
    ...(immutable === undefined ? {} : { immutable }),
    ...(data === undefined ? {} : { data: Object.fromEntries(data) }),
  }
  return [
    'spec:\n',
    formatYaml({ encryptedData: items }, { indent: 2 }),
    '  template:\n    metadata:\n',
    ...Object.entries(metadata).map(([key, value]) => formatMember(document, key, value)),
    Object.keys(rest).length === 0 ? '' : formatYaml(rest, { indent: 4 }),
  ].join('')
}

function formatMember(document: YamlDocument, key: string, value: unknown): string {
  const text = isMovable(document, key, value)
    ? document.nodeText(['metadata', key], { indent: 8 })
    : undefined
  return text === undefined ? formatYaml({ [key]: value }, { indent: 6 }) : `      ${key}:\n${text}`
}

/** Leaves apiVersion, kind and the metadata that stays on the SealedSecret. */
function editHead(document: YamlDocument, metadata: ObjectMeta): void {
  document.setScalar(['apiVersion'], 'bitnami.com/v1alpha1')
  document.setScalar(['kind'], 'SealedSecret')
  for (const key of keysBut(document, [], HEAD)) document.delete([key])
  for (const key of keysBut(document, ['metadata'], IDENTITY)) document.delete(['metadata', key])
  for (const key of IDENTITY) {
    const value = metadata[key]
    if (typeof value === 'string' && document.get(['metadata', key]) !== value) {
      document.setScalar(['metadata', key], value)
    }
  }
  for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
    const path = ['metadata', 'annotations', key]
    if (value.includes('\n')) document.setBlock(path, value)
    else document.setScalar(path, value)
  }
}
