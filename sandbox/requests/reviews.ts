import type { Json, JsonObject } from '../objects/json.ts'
import { at, isJsonObject, own } from '../objects/json.ts'
import { refuse } from '../objects/refuse.ts'

/** A question about the user that is answered, not stored. */
export interface Review {
  readonly group: string
  readonly version: 'v1'
  readonly kind: string
  readonly plural: string
  readonly singular: string
  /** The status to answer with. */
  readonly status: () => JsonObject
}

/** The name of the only user. */
export const USER = 'sandbox-admin'

const EVERYTHING: Json = ['*']

function define(group: string, kind: string, status: Review['status']): Review {
  const singular = kind.toLowerCase()
  return { group, version: 'v1', kind, plural: `${singular}s`, singular, status }
}

/** The reviews `kubectl auth` uses: the only user may do everything. */
export const REVIEWS: readonly Review[] = [
  define('authorization.k8s.io', 'SelfSubjectAccessReview', () => ({ allowed: true })),
  define('authorization.k8s.io', 'SelfSubjectRulesReview', () => ({
    incomplete: false,
    resourceRules: [{ verbs: EVERYTHING, apiGroups: EVERYTHING, resources: EVERYTHING }],
    nonResourceRules: [{ verbs: EVERYTHING, nonResourceURLs: EVERYTHING }],
  })),
  define('authentication.k8s.io', 'SelfSubjectReview', () => ({
    userInfo: { username: USER, groups: ['system:masters', 'system:authenticated'] },
  })),
]

/**
 * The answer to a review.
 *
 * @param body - what was posted; `undefined` when it was posted in an encoding nobody reads here
 * @throws StatusError 400, 422
 */
export function answerReview(review: Review, body: Json | undefined): JsonObject {
  const { group, version, kind } = review
  const spec = own(body, 'spec')
  if (body !== undefined) checkQuestion(review, body)
  return {
    kind,
    apiVersion: `${group}/${version}`,
    metadata: {},
    ...(spec === undefined ? {} : { spec }),
    status: review.status(),
  }
}

function checkQuestion({ group, kind, plural }: Review, body: Json): void {
  if (!isJsonObject(body)) throw refuse.badRequest(`a ${kind} is a JSON object`)
  if (kind !== 'SelfSubjectAccessReview') return
  const asked = ['resourceAttributes', 'nonResourceAttributes'].filter((key) =>
    isJsonObject(at(body, 'spec', key)),
  )
  if (asked.length === 1) return
  const field = 'spec.resourceAttributes'
  const message =
    'Invalid value: exactly one of nonResourceAttributes or resourceAttributes must be specified'
  throw refuse.invalid({ group, kind, plural }, '', [
    { reason: 'FieldValueInvalid', message, field },
  ])
}
