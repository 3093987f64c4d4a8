import { expect, test } from 'vitest'
import { explainTransportFailure } from '../../../toolkit/http/transport-failure.ts'

function nodeError(code: string): Error {
  return Object.assign(new Error(`canary ${code}`), { code })
}

test.each([
  ['ENOTFOUND', 'name'],
  ['EAI_AGAIN', 'name'],
  ['ECONNREFUSED', 'refused'],
  ['ENETUNREACH', 'unroutable'],
  ['ETIMEDOUT', 'slow'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'untrusted'],
  ['CERT_HAS_EXPIRED', 'expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'wrong-host'],
  ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'client-certificate'],
  ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'client-certificate'],
  ['ERR_OSSL_PEM_NO_START_LINE', 'own-certificates'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'not-tls'],
  ['EPROTO', 'not-tls'],
  ['HPE_INVALID_CONSTANT', 'not-http'],
  ['ECONNRESET', 'broken'],
  ['constructor', 'broken'],
])('%s is told as %s, without the words of Node', (code, kind) => {
  const failure = explainTransportFailure(nodeError(code), 'the server')
  expect(failure.kind).toBe(kind)
  expect(failure.message).toContain('the server')
  expect(failure.message).not.toContain('canary')
})

test.each([['text'], [undefined], [new Error('canary')]])('%o is told as broken', (error) => {
  expect(explainTransportFailure(error, 'it')).toEqual({
    kind: 'broken',
    message: 'the connection to it broke off',
  })
})
