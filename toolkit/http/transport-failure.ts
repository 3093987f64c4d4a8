/** The classes of trouble on the way to a server, told apart since each has another remedy. */
export type TransportFailureKind =
  | 'name'
  | 'refused'
  | 'unroutable'
  | 'slow'
  | 'untrusted'
  | 'expired'
  | 'wrong-host'
  | 'client-certificate'
  | 'own-certificates'
  | 'not-tls'
  | 'not-http'
  | 'too-large'
  | 'broken'

/** What went wrong, in words, with the class that the caller has a hint for. */
export interface TransportFailure {
  readonly kind: TransportFailureKind
  readonly message: string
}

/** Codes of node:dns, node:net, node:tls, OpenSSL and llhttp by class. */
const KINDS: ReadonlyMap<string, TransportFailureKind> = new Map([
  ['ENOTFOUND', 'name'],
  ['EAI_AGAIN', 'name'],
  ['ENODATA', 'name'],
  ['ECONNREFUSED', 'refused'],
  ['EHOSTUNREACH', 'unroutable'],
  ['ENETUNREACH', 'unroutable'],
  ['EADDRNOTAVAIL', 'unroutable'],
  ['ETIMEDOUT', 'slow'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'untrusted'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'untrusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'untrusted'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
  ['CERT_SIGNATURE_FAILURE', 'untrusted'],
  ['CERT_UNTRUSTED', 'untrusted'],
  ['CERT_REJECTED', 'untrusted'],
  ['CERT_HAS_EXPIRED', 'expired'],
  ['CERT_NOT_YET_VALID', 'expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-host'],
])

const WORDS: Readonly<Record<TransportFailureKind, (peer: string) => string>> = {
  name: (peer) => `the host name of ${peer} cannot be resolved`,
  refused: (peer) => `${peer} refused the connection`,
  unroutable: (peer) => `there is no route to ${peer}`,
  slow: (peer) => `${peer} did not answer in time`,
  untrusted: (peer) => `the certificate of ${peer} is not signed by a trusted authority`,
  expired: (peer) => `the certificate of ${peer} has expired or is not valid yet`,
  'wrong-host': (peer) => `the certificate of ${peer} was issued for another host name`,
  'client-certificate': (peer) => `${peer} did not accept the client certificate`,
  'own-certificates': (peer) => `the certificates or the key for ${peer} cannot be read`,
  'not-tls': (peer) => `${peer} does not speak TLS`,
  'not-http': (peer) => `${peer} does not speak HTTP`,
  'too-large': (peer) => `the answer of ${peer} is larger than expected`,
  broken: (peer) => `the connection to ${peer} broke off`,
}

/**
 * Puts a transport error of Node into words. Its own message is not used: it may quote the request.
 *
 * @param peer - names the server, such as `the API server at 10.0.0.1:6443`; never a query
 */
export function explainTransportFailure(error: unknown, peer: string): TransportFailure {
  const kind = kindOf(error)
  return { kind, message: WORDS[kind](peer) }
}

function kindOf(error: unknown): TransportFailureKind {
  if (!(error instanceof Error)) return 'broken'
  if (error.name === 'TimeoutError') return 'slow'
  if (error.name === 'BodyTooLargeError') return 'too-large'
  const code = 'code' in error ? String(error.code) : ''
  const known = KINDS.get(code)
  if (known !== undefined) return known
  if (code.startsWith('ERR_OSSL_')) return 'own-certificates'
  if (/^ERR_SSL_.*(CERTIFICATE|UNKNOWN_CA)/.test(code)) return 'client-certificate'
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'not-tls'
  if (code.startsWith('HPE_')) return 'not-http'
  return 'broken'
}
