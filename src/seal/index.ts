export {
  currentEntries,
  formatItemsAnnotation,
  itemHints,
  ITEMS_ANNOTATION,
  parseItemsAnnotation,
} from './items-annotation.ts'
export { sealingLabel } from './label.ts'
export {
  CLUSTER_WIDE_ANNOTATION,
  NAMESPACE_WIDE_ANNOTATION,
  parseScope,
  scopeOf,
  SCOPES,
  withScope,
} from './scope.ts'
export { sealItem } from './seal-item.ts'
export { sealSecret } from './seal-secret.ts'
export { sealValue } from './seal-value.ts'
export { parseSealedSecret, toSealedSecretManifest } from './sealed-secret.ts'
export { parseSealedValue } from './sealed-value.ts'
export { toSecretManifest } from './secret-manifest.ts'
export { parseSecret } from './secret.ts'
export { disposeUnsealed, unsealSecret } from './unseal-secret.ts'
export type { ItemEntry } from './items-annotation.ts'
export type { Place } from './label.ts'
export type { ObjectMeta, StringMap } from './object-meta.ts'
export type { Scope } from './scope.ts'
export type { NewItem, SealTarget } from './seal-item.ts'
export type { SealOptions } from './seal-secret.ts'
export type { ParseSealedSecretOptions, SealedSecret, SecretTemplate } from './sealed-secret.ts'
export type { SealedValue } from './sealed-value.ts'
export type { OwnerReference, SecretManifestOptions } from './secret-manifest.ts'
export type { ParseSecretOptions, Secret } from './secret.ts'
export type { TemplateRenderer } from './template-renderer.ts'
export type { UnsealedSecret, UnsealOptions } from './unseal-secret.ts'
export type { SealedItem, UnsealedItem, Unsealer } from './unsealer.ts'
