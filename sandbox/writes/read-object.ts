import type { Json, JsonObject } from '../objects/json.ts'
import { isJsonObject, own, textOf } from '../objects/json.ts'
import type { KubeObject, ObjectMeta } from '../objects/kube-object.ts'
import { refuse } from '../objects/refuse.ts'
import type { Cause } from '../objects/status-error.ts'
import type { Kind } from '../kinds/kind.ts'
import { apiVersionOf } from '../kinds/kind.ts'
import { METADATA_SCHEMA } from '../kinds/metadata.ts'
import { conform } from '../schema/conform.ts'
import { validate } from '../schema/validate.ts'

/** What `fieldValidation` may ask for when a body has fields nobody knows. */
export type FieldValidation = 'Ignore' | 'Warn' | 'Strict'

/** An object as sent, in the shape its schema gives it. */
export interface ReadObject {
  readonly object: KubeObject
  /** One sentence per field that was left out. */
  readonly warnings: readonly string[]
}

/**
 * Reads a body as an object of a kind: unknown fields go, defaults come.
 *
 * @throws StatusError 400 for another kind, wrong types of a built-in kind, unknown fields when strict
 */
export function readObject(kind: Kind, body: Json, fields: FieldValidation): ReadObject {
  if (!isJsonObject(body)) {
    throw refuse.badRequest(
      `the object provided is unrecognized (must be of type ${kind.kind}): not a JSON object`,
    )
  }
  const sentKind = readKind(kind, body)
  const unknown: string[] = []
  const { apiVersion: _a, kind: _k, metadata: sentMetadata = null, ...sentRest } = body
  const metadata = conform(METADATA_SCHEMA, sentMetadata ?? {}, unknown, 'metadata')
  const rest = conform(kind.schema, sentRest, unknown)
  refuseMistyped(kind, validate(METADATA_SCHEMA, metadata, 'metadata'))
  // Values of custom kinds are judged later, in the object that is about to be stored.
  if (!kind.custom) refuseMistyped(kind, validate(kind.schema, rest))
  const warnings = unknown.map((path) => `unknown field "${path}"`)
  if (fields === 'Strict' && warnings.length > 0) {
    throw refuse.badRequest(
      `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: strict decoding error: ${warnings.join(', ')}`,
    )
  }
  return {
    object: {
      ...(rest as JsonObject),
      apiVersion: apiVersionOf(kind),
      kind: sentKind,
      metadata: normalized(metadata as JsonObject),
    },
    warnings: fields === 'Ignore' ? [] : warnings,
  }
}

/** Fields that only the server writes, or nobody does here, and empty ones count as absent. */
function normalized(metadata: JsonObject): ObjectMeta {
  const { managedFields: _managed, selfLink: _link, ...sent } = metadata
  const kept = Object.entries(sent).filter(([, value]) => !isEmpty(value))
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutNulls(value)]))
}

function isEmpty(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0
  return value === '' || (isJsonObject(value) && Object.keys(value).length === 0)
}

/** A label or annotation that is null has an empty value, as Go reads it. */
function withoutNulls(value: Json): Json {
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, text]) => [key, text ?? '']))
}

/** The kind the body says it is of. */
function readKind(kind: Kind, body: JsonObject): string {
  const expected = apiVersionOf(kind)
  const apiVersion = stated(body, 'apiVersion') ?? (kind.custom ? undefined : expected)
  const sentKind = stated(body, 'kind') ?? (kind.custom ? undefined : kind.kind)
  if (typeof sentKind !== 'string') {
    throw refuse.badRequest(
      `the object provided is unrecognized (must be of type ${kind.kind}): Object 'Kind' is missing`,
    )
  }
  if (typeof apiVersion !== 'string' || apiVersion !== expected) {
    throw refuse.badRequest(
      `the API version in the data (${textOf(apiVersion)}) does not match the expected API version (${expected})`,
    )
  }
  // Another custom kind is judged with everything else that is wrong with the object.
  if (kind.custom || sentKind === kind.kind) return sentKind
  throw refuse.badRequest(
    `${sentKind} in version "${kind.version}" cannot be handled as a ${kind.kind}`,
  )
}

function stated(body: JsonObject, key: string): Json | undefined {
  const value = own(body, key)
  return value === '' ? undefined : value
}

function refuseMistyped(kind: Kind, causes: readonly Cause[]): void {
  const [first] = causes
  if (first === undefined) return
  throw refuse.badRequest(
    `${kind.kind} in version "${kind.version}" cannot be handled as a ${kind.kind}: ${first.message}`,
  )
}
