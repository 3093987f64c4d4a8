import { encodeBase64, WaxsealError } from '../../src/index.ts'
import { apiVersionOf, type KubeObject, SECRETS } from '../kube/index.ts'
import { KEY_ACTIVE, KEY_LABEL } from './key-secret-names.ts'

/** What a key Secret is made of. */
export interface KeySecretParts {
  readonly namespace: string
  /** The server adds five characters of its own, without a dash, as upstream has it. */
  readonly prefix: string
  /** PKCS#1 PEM, which is what upstream writes. */
  readonly privateKeyPem: string
  readonly certificatePem: string
}

/** Upstream's bound, which leaves the server room for its five characters. */
const MAX_PREFIX = 245

/**
 * The Secret that holds one sealing key, exactly as upstream names, types and labels it.
 *
 * @throws ERR_USAGE when the prefix cannot begin the name of a Secret
 */
export function buildKeySecret(parts: KeySecretParts): KubeObject {
  if (parts.prefix.length > MAX_PREFIX || !/^[a-z0-9][a-z0-9-]*$/.test(parts.prefix)) {
    throw new WaxsealError('ERR_USAGE', 'the key prefix cannot begin the name of a Secret', {
      hint: `use at most ${MAX_PREFIX} of the characters a-z, 0-9 and -, not beginning with -`,
    })
  }
  return {
    apiVersion: apiVersionOf(SECRETS),
    kind: SECRETS.kind,
    metadata: {
      namespace: parts.namespace,
      generateName: parts.prefix,
      labels: { [KEY_LABEL]: KEY_ACTIVE },
    },
    type: 'kubernetes.io/tls',
    data: {
      'tls.key': base64(parts.privateKeyPem),
      'tls.crt': base64(parts.certificatePem),
    },
  }
}

function base64(text: string): string {
  return encodeBase64(new TextEncoder().encode(text))
}
