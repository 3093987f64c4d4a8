/**
 * Where the service proxy sends the requests for a Service: `ADDRESS:PORT`, loopback only.
 *
 * A real cluster finds Pods behind a Service; here nothing runs, so the Service itself says which
 * process on this machine answers for it.
 */
export const SERVICE_ENDPOINT_ANNOTATION = 'sandbox.waxseal.dev/endpoint'
