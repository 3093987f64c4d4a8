import type { OwnershipRules } from '../toolkit/ownership/index.ts'

/** In a template, `"true"`: the Secret names no owner and outlives the SealedSecret. */
export const SKIP_OWNER_ANNOTATION = 'sealedsecrets.bitnami.com/skip-set-owner-references'

/** Upstream's annotations on live Secrets, and our record of what we set. */
export const OWNERSHIP_RULES: OwnershipRules = {
  managedAnnotation: 'sealedsecrets.bitnami.com/managed',
  patchAnnotation: 'sealedsecrets.bitnami.com/patch',
  appliedAnnotation: 'waxseal.dev/applied',
}

/** `source.component` of the Events, as upstream has it. */
export const EVENT_COMPONENT = 'sealed-secrets'

/** Under which the API server notes the fields that the controller sets. */
export const FIELD_MANAGER = 'waxseal-controller'

/** The one condition of a SealedSecret: whether the Secret is as the SealedSecret says. */
export const SYNCED = 'Synced'

/** Why the Secret is not as the SealedSecret says; reasons of Events and of the condition, as upstream has them. */
export type FailureReason = 'ErrUnsealFailed' | 'ErrUpdateFailed'

/** The label whose value upstream's metric `condition_info` carries. */
export const INSTANCE_LABEL = 'app.kubernetes.io/instance'
