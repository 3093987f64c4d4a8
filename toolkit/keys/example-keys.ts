import { type Fingerprint, WaxsealError } from '../../src/index.ts'

/** The sealing keys published in `keys-example/`: everyone has them, so they seal nothing. */
export const EXAMPLE_FINGERPRINTS: ReadonlySet<string> = new Set<string>([
  '84f9b08d2388ea963d3ff16ac5b2d7dd7f3cc33d17a1df2acbc5ab1767367d72',
])

/**
 * Refuses a published key.
 *
 * @throws WaxsealError `ERR_KEY_EXAMPLE` unless `isAllowed`
 */
export function assertNotExample(
  { fingerprint }: { readonly fingerprint: Fingerprint },
  isAllowed: boolean,
): void {
  if (isAllowed || !EXAMPLE_FINGERPRINTS.has(fingerprint)) return
  throw new WaxsealError('ERR_KEY_EXAMPLE', 'this sealing key is published with waxseal', {
    hint: 'generate one of your own; --allow-example-keys is for trying things out',
  })
}
