import type { IncomingMessage } from 'node:http'
import type { ResourcePath } from '../http/destination.ts'
import { negotiate } from '../http/negotiate.ts'
import type { Kind } from '../kinds/kind.ts'
import type { Presentation } from '../reads/represent.ts'
import type { Services } from './services.ts'

/** A request for objects of a kind. */
export interface ResourceRequest {
  readonly services: Services
  readonly kind: Kind
  readonly path: ResourcePath
  readonly query: URLSearchParams
  readonly message: IncomingMessage
}

/** How the client of a request wants to see objects. */
export function presentation({ services, kind, query, message }: ResourceRequest): Presentation {
  const include = query.get('includeObject')
  return {
    kind,
    form: negotiate(message.headers.accept),
    now: services.clock(),
    includeObject: include === 'None' || include === 'Object' ? include : 'Metadata',
  }
}
