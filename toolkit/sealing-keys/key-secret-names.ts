/** Marks the Secrets that hold sealing keys. */
export const KEY_LABEL = 'sealedsecrets.bitnami.com/sealed-secrets-key'

/** The only value of {@link KEY_LABEL} that has a meaning; any other one retires the key. */
export const KEY_ACTIVE = 'active'

/** Selects the key Secrets that are in use. */
export const KEY_SELECTOR: string = `${KEY_LABEL}=${KEY_ACTIVE}`

/** Names of generated key Secrets begin with it; a Secret of exactly this name is a key even without the label. */
export const DEFAULT_KEY_PREFIX = 'sealed-secrets-key'
