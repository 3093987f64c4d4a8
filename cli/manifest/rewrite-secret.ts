import { WaxsealError } from '../../src/errors.ts'
import { type ObjectMeta, type SealedSecret, toSealedSecretManifest } from '../../src/index.ts'
import { formatYaml, type YamlDocument } from '../../toolkit/documents/index.ts'
import { sameValue } from './same-value.ts'

/** What a rewritten document could not take along. */
export interface RewriteLosses {
  /** Lines of comments inside data and stringData: dropped on purpose. */
  readonly valueComments: readonly number[]
  /** How many other comments had no place in the new structure. */
  readonly otherComments: number
}

/**
 * Turns the document of a Secret into that of its SealedSecret, keeping what it can of layout and
 * comments. Whatever the layout, the document means exactly what {@link toSealedSecretManifest} says.
 */
export function rewriteSecret(document: YamlDocument, sealed: SealedSecret): RewriteLosses {
  const manifest = toSealedSecretManifest(sealed)
  const before = document.comments([]).length
  const valueComments = [...document.comments(['data']), ...document.comments(['stringData'])]
  const wanted = before - valueComments.length
  if (document.format === 'json') document.replace(JSON.stringify(manifest, null, 2))
  else if (!keepLayout(document, sealed, manifest) || document.comments([]).length > wanted) {
    document.replace(formatYaml(manifest))
  }
  return {
    valueComments: valueComments.map((comment) => comment.line),
    otherComments: wanted - document.comments([]).length,
  }
}

/** Whether the document, edited piece by piece, came to mean `manifest`. */
function keepLayout(document: YamlDocument, sealed: SealedSecret, manifest: unknown): boolean {
  try {
    editAnnotations(document, sealed.template.metadata)
    const spec = formatSpec(document, sealed)
    editHead(document, sealed.metadata)
    const head = document.nodeText([])
    if (head === undefined) return false
    document.replace(`${head}${spec}`)
  } catch (error) {
    // Anchors, merge keys and other shapes that cannot be edited in place.
    if (error instanceof WaxsealError) return false
    throw error
  }
  return sameValue(document.value, manifest)
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
  const path = ['metadata', key]
  const isBlock = document.source(path)?.style === 'block'
  const text = isBlock ? document.nodeText(path, { indent: 8 }) : undefined
  if (text !== undefined && sameValue(document.get(path), value)) return `      ${key}:\n${text}`
  return formatYaml({ [key]: value }, { indent: 6 })
}

/** Leaves apiVersion, kind and the metadata that stays on the SealedSecret. */
function editHead(document: YamlDocument, metadata: ObjectMeta): void {
  document.setScalar(['apiVersion'], 'bitnami.com/v1alpha1')
  document.setScalar(['kind'], 'SealedSecret')
  for (const { key } of document.entries([])) {
    if (!['apiVersion', 'kind', 'metadata'].includes(key)) document.delete([key])
  }
  for (const { key } of document.entries(['metadata'])) {
    if (!['name', 'namespace'].includes(key)) document.delete(['metadata', key])
  }
  for (const key of ['name', 'namespace'] as const) {
    const value = metadata[key]
    if (value !== undefined && document.get(['metadata', key]) !== value) {
      document.setScalar(['metadata', key], value)
    }
  }
  for (const [key, value] of Object.entries(metadata.annotations ?? {})) {
    const path = ['metadata', 'annotations', key]
    if (value.includes('\n')) document.setBlock(path, value)
    else document.setScalar(path, value)
  }
}
