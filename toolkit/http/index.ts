export { Deadline } from './deadline.ts'
export { httpRequest } from './http-request.ts'
export type { HttpRequest, HttpResponse } from './http-request.ts'
export { isLoopback } from './is-loopback.ts'
export { openHttp, StaleConnectionError } from './open-http.ts'
export { readBody } from './read-body.ts'
export { serveHttp } from './serve-http.ts'
export type {
  HttpServer,
  Route,
  RouteRequest,
  RouteResponse,
  ServedAnswer,
  ServeLimits,
  ServeOptions,
} from './serve-http.ts'
export { explainTransportFailure } from './transport-failure.ts'
export type { TransportFailureKind } from './transport-failure.ts'
