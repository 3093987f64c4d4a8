import { isAbsolute, join, sep } from 'node:path'
import { WaxsealError } from '../../src/errors.ts'
import { isLoopback } from '../http/index.ts'

/** The fields of one entry, as they stand in the file. */
export type Fields = Readonly<Record<string, unknown>>

/** One or several kubeconfig files as one. */
export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, Fields>
  readonly users: ReadonlyMap<string, Fields>
  readonly contexts: ReadonlyMap<string, Fields>
  readonly currentContext: string | undefined
}

/** A context with what it points at. */
export interface SelectedContext {
  /** `undefined` in a cluster. */
  readonly name: string | undefined
  /** Without a slash at the end. */
  readonly server: string
  readonly namespace: string | undefined
  readonly cluster: Fields
  readonly user: Fields
}

/**
 * Reads a parsed kubeconfig; relative paths in it are meant from `folder`, where the file lies.
 *
 * @throws ERR_KUBECONFIG_INVALID when it is no mapping
 */
export function parseKubeconfig(value: unknown, path: string, folder: string): Kubeconfig {
  if (!isFields(value)) throw invalid(`${path} is not a kubeconfig`)
  const currentContext = value['current-context']
  return {
    clusters: entries(value['clusters'], 'cluster', (fields) =>
      absolute(fields, ['certificate-authority'], folder),
    ),
    users: entries(value['users'], 'user', (fields) => absoluteUser(fields, folder)),
    contexts: entries(value['contexts'], 'context', (fields) => fields),
    currentContext:
      typeof currentContext === 'string' && currentContext !== '' ? currentContext : undefined,
  }
}

/** Several files as one, as kubectl does it: whatever is named first counts. */
export function mergeKubeconfigs(files: readonly Kubeconfig[]): Kubeconfig {
  const merge = (section: 'clusters' | 'users' | 'contexts'): Map<string, Fields> =>
    new Map(files.toReversed().flatMap((file) => [...file[section]]))
  return {
    clusters: merge('clusters'),
    users: merge('users'),
    contexts: merge('contexts'),
    currentContext: files.find((file) => file.currentContext !== undefined)?.currentContext,
  }
}

/**
 * The wanted or the current context.
 *
 * @throws ERR_KUBECONFIG_INVALID when it does not exist, or what it points at is missing or unusable
 */
export function selectContext(config: Kubeconfig, wanted: string | undefined): SelectedContext {
  const known = [...config.contexts.keys()].slice(0, 20).join(', ')
  const hint = known === '' ? 'the kubeconfig has no contexts' : `known contexts: ${known}`
  const name = wanted ?? config.currentContext
  if (name === undefined) throw invalid('the kubeconfig names no current context', hint)
  const context = config.contexts.get(name)
  if (context === undefined) throw invalid(`the kubeconfig has no context ${name}`, hint)
  const cluster = referred(config.clusters, context, 'cluster', name)
  const hasUser = text(context['user']) !== undefined
  return {
    name,
    server: parseServer(cluster['server'], name),
    namespace: text(context['namespace']),
    cluster,
    // Without a user the calls are anonymous.
    user: hasUser ? referred(config.users, context, 'user', name) : {},
  }
}

function referred(
  entriesByName: ReadonlyMap<string, Fields>,
  context: Fields,
  field: 'cluster' | 'user',
  contextName: string,
): Fields {
  const name = text(context[field])
  const found = name === undefined ? undefined : entriesByName.get(name)
  if (found === undefined) {
    throw invalid(
      `the context ${contextName} names the ${field} ${name ?? '(none)'}, which is missing`,
    )
  }
  return found
}

/** Without TLS anybody on the way could read the token and the Secrets. */
function parseServer(value: unknown, contextName: string): string {
  const url = URL.parse(text(value) ?? '')
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw invalid(`the server of the context ${contextName} is not an https URL`)
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw invalid(
      `the server of the context ${contextName} is not encrypted`,
      'use https://; http:// is taken only for this very machine',
    )
  }
  return (url.origin + url.pathname).replace(/\/+$/, '')
}

function entries(
  list: unknown,
  section: string,
  adapt: (fields: Fields) => Fields,
): Map<string, Fields> {
  const found = new Map<string, Fields>()
  for (const entry of Array.isArray(list) ? list : []) {
    const name = isFields(entry) ? text(entry['name']) : undefined
    const fields: unknown = isFields(entry) ? entry[section] : undefined
    if (name !== undefined && isFields(fields) && !found.has(name)) found.set(name, adapt(fields))
  }
  return found
}

function absoluteUser(user: Fields, folder: string): Fields {
  const fields = absolute(user, ['client-certificate', 'client-key', 'tokenFile'], folder)
  const exec = fields['exec']
  if (!isFields(exec)) return fields
  // A bare command is looked up in PATH, one with a slash is meant from the file.
  const command = text(exec['command']) ?? ''
  return command.includes(sep) ? { ...fields, exec: absolute(exec, ['command'], folder) } : fields
}

function absolute(fields: Fields, names: readonly string[], folder: string): Fields {
  const changed: Record<string, unknown> = {}
  for (const name of names) {
    const path = text(fields[name])
    if (path !== undefined && !isAbsolute(path)) changed[name] = join(folder, path)
  }
  return { ...fields, ...changed }
}

/** A mapping of a parsed document. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A string that is not empty. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** The error for a kubeconfig that cannot be used. */
export function invalid(message: string, hint?: string): WaxsealError {
  return new WaxsealError('ERR_KUBECONFIG_INVALID', message, hint === undefined ? {} : { hint })
}
