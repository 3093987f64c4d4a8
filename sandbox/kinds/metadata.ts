import type { Json } from '../objects/json.ts'
import type { ObjectMeta } from '../objects/kube-object.ts'
import type { Cause } from '../objects/status-error.ts'
import { parseSchema } from '../schema/schema.ts'
import type { Schema } from '../schema/schema.ts'
import { checkLabelValue, checkQualifiedName } from './names.ts'
import type { Kind } from './kind.ts'

/** The most the annotations of one object may hold, in bytes of keys and values. */
const MAX_ANNOTATION_BYTES = 256 * 1024

const TEXT: { type: string } = { type: 'string' }
const TEXT_MAP: { [key: string]: Json } = {
  type: 'object',
  additionalProperties: { ...TEXT, nullable: true },
}

/** The schema of `metadata`; nulls are dropped and unknown keys reported, as everywhere. */
export const METADATA_SCHEMA: Schema = parseSchema({
  type: 'object',
  properties: {
    name: TEXT,
    generateName: TEXT,
    namespace: TEXT,
    uid: TEXT,
    selfLink: TEXT,
    resourceVersion: TEXT,
    generation: { type: 'integer' },
    creationTimestamp: { type: 'string', format: 'date-time' },
    deletionTimestamp: { type: 'string', format: 'date-time' },
    deletionGracePeriodSeconds: { type: 'integer' },
    labels: TEXT_MAP,
    annotations: TEXT_MAP,
    finalizers: { type: 'array', items: TEXT },
    ownerReferences: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          apiVersion: TEXT,
          kind: TEXT,
          name: TEXT,
          uid: TEXT,
          controller: { type: 'boolean' },
          blockOwnerDeletion: { type: 'boolean' },
        },
      },
    },
    managedFields: { type: 'array' },
  },
})

/** What is wrong with the metadata of an object about to be stored. */
export function checkMetadata(kind: Kind, metadata: ObjectMeta): Cause[] {
  return [
    ...checkName(kind, metadata),
    ...checkGenerateName(kind, metadata),
    ...checkLabels(metadata),
    ...checkAnnotations(metadata),
    ...checkFinalizers(kind, metadata),
    ...checkOwners(metadata),
  ]
}

function checkName(kind: Kind, { name = '' }: ObjectMeta): Cause[] {
  if (name === '') {
    const message = 'Required value: name or generateName is required'
    return [{ reason: 'FieldValueRequired', message, field: 'metadata.name' }]
  }
  const problem = kind.checkName(name)
  return problem === undefined ? [] : [invalid('metadata.name', `"${name}": ${problem}`)]
}

/** A prefix may end in a dash, since something follows; what is before the dash is not looked at. */
function checkGenerateName(kind: Kind, { generateName }: ObjectMeta): Cause[] {
  if (generateName === undefined) return []
  const problem = kind.checkName(generateName.replace(/.-$/, 'a'))
  return problem === undefined ? [] : [invalid('metadata.generateName', problem)]
}

function checkLabels({ labels = {} }: ObjectMeta): Cause[] {
  return Object.entries(labels).flatMap(([key, value]) => {
    const problem = checkQualifiedName(key) ?? checkLabelValue(value)
    return problem === undefined ? [] : [invalid('metadata.labels', `"${key}": ${problem}`)]
  })
}

function checkAnnotations({ annotations = {} }: ObjectMeta): Cause[] {
  const causes: Cause[] = []
  let bytes = 0
  for (const [key, value] of Object.entries(annotations)) {
    bytes += Buffer.byteLength(key) + Buffer.byteLength(value)
    const problem = checkQualifiedName(key)
    if (problem !== undefined) causes.push(invalid('metadata.annotations', `"${key}": ${problem}`))
  }
  if (bytes > MAX_ANNOTATION_BYTES) {
    const message = `Too long: may not be more than ${MAX_ANNOTATION_BYTES} bytes`
    causes.push({ reason: 'FieldValueTooLong', message, field: 'metadata.annotations' })
  }
  return causes
}

/** Only the core group insists on a domain. */
function checkFinalizers({ group }: Kind, { finalizers = [] }: ObjectMeta): Cause[] {
  return finalizers.flatMap((finalizer, index) => {
    const field = `metadata.finalizers[${index}]`
    if (checkQualifiedName(finalizer) !== undefined) {
      return [invalid(field, 'not a qualified name')]
    }
    const standard = STANDARD_FINALIZERS.includes(finalizer)
    if (group !== '' || standard || finalizer.includes('/')) return []
    return [invalid(field, 'name is neither a standard finalizer name nor is it fully qualified')]
  })
}

const STANDARD_FINALIZERS: readonly string[] = ['kubernetes', 'orphan', 'foregroundDeletion']

function checkOwners({ ownerReferences = [] }: ObjectMeta): Cause[] {
  const causes = ownerReferences.flatMap((owner) =>
    (['apiVersion', 'kind', 'name', 'uid'] as const)
      .filter((key) => (owner[key] ?? '') === '')
      .map((key) => invalid(`metadata.ownerReferences.${key}`, 'must not be empty')),
  )
  if (ownerReferences.filter((owner) => owner.controller === true).length > 1) {
    const problem = 'Only one reference can have Controller set to true'
    causes.push(invalid('metadata.ownerReferences', problem))
  }
  return causes
}

function invalid(field: string, problem: string): Cause {
  return { reason: 'FieldValueInvalid', message: `Invalid value: ${problem}`, field }
}
