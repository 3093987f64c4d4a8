import { WaxsealError } from '../../src/errors.ts'

/** One outbound request. */
export interface HttpRequest {
  /** https only, unless `allowHttp`. */
  readonly url: string
  /** `GET` by default. */
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  /** Longest body taken, in bytes; 1 MiB by default. */
  readonly limitBytes?: number
  /** For all of it, redirects included; 30,000 by default. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
  /** Take `http://` as well; redirects from https to http are refused all the same. */
  readonly allowHttp?: boolean
  /** Certificates to trust instead of the system's, PEM. */
  readonly ca?: string | Buffer
  /** `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`; without it no proxy is used. */
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** The answer, whatever its status. */
export interface HttpResponse {
  readonly status: number
  /** Names in lower case; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer>
  /** Where it came from after redirects. */
  readonly url: string
}

/**
 * Sends one request and reads the bounded answer; follows up to three redirects, never to http and
 * without the caller's headers to another host.
 *
 * @throws ERR_HTTP_FAILED when there is no answer, it is too large, too slow or redirects too often;
 *   the statuses 4xx and 5xx are answers
 */
export async function httpRequest(request: HttpRequest): Promise<HttpResponse> {
  await Promise.resolve()
  throw new WaxsealError('ERR_INTERNAL', `not built yet: ${request.url}`)
}
