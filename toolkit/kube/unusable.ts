import { WaxsealError } from '../../src/errors.ts'

/**
 * The error for credentials that cannot be had just now. Files and plugins may work again by
 * themselves, so a controller keeps trying.
 */
export function unusable(message: string, hint: string): WaxsealError {
  return new WaxsealError('ERR_KUBECONFIG_INVALID', message, { hint, retryable: true })
}
