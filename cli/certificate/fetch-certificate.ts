import { WaxsealError } from '../../src/errors.ts'
import { type Certificate, parseCertificate } from '../../src/index.ts'
import { httpRequest } from '../../toolkit/http/index.ts'
import type { Io } from '../io.ts'
import { nameInError } from '../name-in-error.ts'

const LIMIT_BYTES = 64 * 1024
const TIMEOUT_MS = 20_000

/**
 * Fetches a certificate from a https URL.
 *
 * @throws {@link WaxsealError} `ERR_USAGE` for any other scheme, `ERR_HTTP_FAILED`, and the errors of
 * parsing
 */
export async function fetchCertificate(url: string, io: Io): Promise<Certificate> {
  if (!url.toLowerCase().startsWith('https://') || !URL.canParse(url)) {
    throw new WaxsealError('ERR_USAGE', 'a certificate is fetched from a https URL only', {
      hint: 'whoever can change the answer could read what you seal; use https, or a file',
    })
  }
  const { origin, pathname } = new URL(url)
  const place = `${origin}${pathname}`
  const response = await httpRequest({
    url,
    env: io.env,
    limitBytes: LIMIT_BYTES,
    timeoutMs: TIMEOUT_MS,
  })
  if (response.status !== 200) {
    throw new WaxsealError('ERR_HTTP_FAILED', `${place} answered ${response.status}`, {
      hint: 'the address must answer with a PEM certificate, as /v1/cert.pem of the controller does',
    })
  }
  return nameInError(place, () => parseCertificate(new TextDecoder().decode(response.body)))
}
