export { httpRequest } from './http-request.ts'
export type { HttpRequest, HttpResponse } from './http-request.ts'
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
