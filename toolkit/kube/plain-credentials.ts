import { WaxsealError } from '../../src/errors.ts'
import { readFileBounded } from '../files/index.ts'
import type { KubeCredentials, KubeTls } from './kube-access.ts'
import { impersonation } from './impersonation.ts'
import { isFields, text } from './kubeconfig.ts'
import type { Fields, SelectedContext } from './kubeconfig.ts'
import { unusable } from './unusable.ts'

const LIMIT_BYTES = 1024 * 1024

/**
 * Whether a context needs nothing but what stands in the kubeconfig and in files: token, password,
 * certificates. Then nothing heavy has to be loaded.
 */
export function isPlain({ user, cluster }: SelectedContext): boolean {
  return (
    !isFields(user['exec']) &&
    !isFields(user['auth-provider']) &&
    text(cluster['proxy-url']) === undefined
  )
}

/**
 * The credentials of a plain context, with all files read anew. As in kubectl a token file wins over
 * a token, a token over a password and inline data over a file.
 *
 * @throws ERR_KUBECONFIG_INVALID when a file cannot be read
 */
export async function plainCredentials(selected: SelectedContext): Promise<KubeCredentials> {
  const { user, cluster } = selected
  const authorization = await authorizationOf(user)
  const ca = await material(cluster, 'certificate-authority')
  const cert = await material(user, 'client-certificate')
  const key = await material(user, 'client-key')
  const servername = text(cluster['tls-server-name'])
  const tls: KubeTls = {
    // Explicit, so that no environment variable can switch the check off.
    rejectUnauthorized: cluster['insecure-skip-tls-verify'] !== true,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(servername !== undefined && { servername }),
  }
  return {
    headers: { ...(authorization !== undefined && { authorization }), ...impersonation(user) },
    tls,
  }
}

async function authorizationOf(user: Fields): Promise<string | undefined> {
  const tokenFile = text(user['tokenFile'])
  const token =
    tokenFile === undefined ? text(user['token']) : (await read(tokenFile)).toString('utf8')
  // A token file usually ends with a newline, which a header cannot hold.
  if (token !== undefined) return `Bearer ${token.trim()}`
  const username = text(user['username'])
  if (username === undefined) return undefined
  const pair = `${username}:${text(user['password']) ?? ''}`
  return `Basic ${Buffer.from(pair).toString('base64')}`
}

async function material(fields: Fields, name: string): Promise<Buffer | undefined> {
  const data = text(fields[`${name}-data`])
  if (data !== undefined) return Buffer.from(data, 'base64')
  const path = text(fields[name])
  return path === undefined ? undefined : read(path)
}

async function read(path: string): Promise<Buffer> {
  try {
    return Buffer.from((await readFileBounded(path, LIMIT_BYTES)).buffer)
  } catch (error) {
    if (!(error instanceof WaxsealError)) throw error
    throw unusable(`${path} cannot be read`, 'the kubeconfig names this file')
  }
}
