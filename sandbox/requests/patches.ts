import type { IncomingMessage } from 'node:http'
import { isWithinBounds } from '../objects/bounds.ts'
import type { Json } from '../objects/json.ts'
import { isJsonObject } from '../objects/json.ts'
import { refuse } from '../objects/refuse.ts'
import { mediaType, parseJsonBody, readBody } from '../http/read-body.ts'
import type { Kind } from '../kinds/kind.ts'
import { jsonPatch } from '../patch/json-patch.ts'
import { mergePatch } from '../patch/merge-patch.ts'
import { strategicMergePatch } from '../patch/strategic-merge-patch.ts'

type Apply = (current: Json, patch: Json) => Json

const JSON_PATCH = 'application/json-patch+json'
const MERGE_PATCH = 'application/merge-patch+json'
const STRATEGIC_MERGE_PATCH = 'application/strategic-merge-patch+json'

/**
 * Reads the patch of a request as a function from the current object to the patched one.
 *
 * @throws StatusError 400, 413, 415 for a type of patch the kind does not take; the function 422
 */
export async function readPatch(
  kind: Kind,
  message: IncomingMessage,
): Promise<(current: Json) => Json> {
  const apply = patchOfType(kind, mediaType(message.headers['content-type']))
  const patch = parseJsonBody(await readBody(message))
  if (apply !== jsonPatch && !isJsonObject(patch)) {
    throw refuse.badRequest('error decoding patch: a merge patch is a JSON object')
  }
  return (current) => {
    const patched = apply(current, patch)
    // Operations that copy can make something huge out of something small.
    if (!isWithinBounds(patched)) throw refuse.patchFailed()
    return patched
  }
}

function patchOfType(kind: Kind, type: string): Apply {
  switch (type) {
    case JSON_PATCH:
      return jsonPatch
    case MERGE_PATCH:
      return mergePatch
    case STRATEGIC_MERGE_PATCH:
      if (!kind.custom) return strategicMergePatch
      break
    case 'application/apply-patch+yaml':
      throw refuse.unsupportedMediaType(
        'the sandbox does not know server-side apply: leave out --server-side',
      )
  }
  const accepted = [JSON_PATCH, MERGE_PATCH, ...(kind.custom ? [] : [STRATEGIC_MERGE_PATCH])]
  throw refuse.unsupportedMediaType(
    `the body of the request was in an unknown format - accepted media types include: ${accepted.join(', ')}`,
  )
}
