import { relative, resolve } from 'node:path'
import { type Certificate, parseCertificate, type Scope } from '../../src/index.ts'
import { WaxsealError } from '../../src/errors.ts'
import type { ClusterConfig } from '../../toolkit/config/index.ts'
import { readUserFile } from '../input/user-file.ts'
import type { Io } from '../io.ts'
import { nameInError } from '../name-in-error.ts'

/** A certificate is a few KiB; a bundle of some is still below this. */
const LIMIT_BYTES = 64 * 1024

/** How a command line says which certificate to use. */
export interface CertificateChoice {
  /** `--cert`: a file or an https URL. */
  readonly cert: string | undefined
  /** `--cluster`: an entry of `.waxseal.yaml`. */
  readonly cluster: string | undefined
  /** Absolute; where the look-up of `.waxseal.yaml` starts. */
  readonly target: string
}

/** What sealing needs besides the values. */
export interface SealingSettings {
  readonly certificate: Certificate
  /** From `.waxseal.yaml`, for Secrets whose annotations select no scope. */
  readonly defaultScope: Scope | undefined
}

/**
 * The certificate the user means: `--cert`, which leaves `.waxseal.yaml` unread, else `--cluster`,
 * else the default cluster of `.waxseal.yaml`. A default is followed to a file only: what a
 * repository says alone never opens a connection.
 *
 * @throws {@link WaxsealError} `ERR_CERTIFICATE_MISSING` when nothing says which; `ERR_USAGE` for a URL
 * that is not https; the errors of reading and parsing, with the source in front
 */
export async function findCertificate(choice: CertificateChoice, io: Io): Promise<SealingSettings> {
  if (choice.cert !== undefined) {
    return { certificate: await loadCertificate(choice.cert, io), defaultScope: undefined }
  }
  const { clusterNamed, loadConfig } = await import('../../toolkit/config/index.ts')
  const config = await loadConfig({ from: choice.target })
  const name = choice.cluster ?? config?.defaults.cluster
  if (name === undefined) {
    throw new WaxsealError('ERR_CERTIFICATE_MISSING', 'no certificate to seal with', {
      hint: 'give --cert FILE, or --cluster NAME of a .waxseal.yaml; `waxseal cert fetch` gets one',
    })
  }
  const source = certificateOf(clusterNamed(config, name), choice.cluster !== undefined)
  return {
    certificate: await loadCertificate(source, io),
    defaultScope: config?.defaults.scope,
  }
}

function certificateOf({ name, certificate }: ClusterConfig, asked: boolean): string {
  if (certificate?.kind === 'file') return certificate.path
  if (certificate === undefined) {
    throw new WaxsealError('ERR_CERTIFICATE_MISSING', `cluster ${name} has no certificate`, {
      hint: `\`waxseal cert fetch --cluster ${name} -w FILE\`, then name it in .waxseal.yaml`,
    })
  }
  if (!asked) {
    throw new WaxsealError('ERR_REFUSED', `the default cluster ${name} is behind a URL`, {
      hint: `say --cluster ${name} to let the repository's configuration open a connection`,
    })
  }
  return certificate.url
}

/**
 * Reads the certificate in a file or behind an https URL.
 *
 * @throws {@link WaxsealError} as {@link findCertificate}
 */
export async function loadCertificate(source: string, io: Io): Promise<Certificate> {
  if (isUrl(source)) {
    const { fetchCertificate } = await import('./fetch-certificate.ts')
    return fetchCertificate(source, io)
  }
  const name = displayPath(source, io)
  const bytes = await readUserFile(name, LIMIT_BYTES, io)
  return nameInError(name, () => parseCertificate(new TextDecoder().decode(bytes)))
}

/** One letter before the colon is a drive of Windows. */
function isUrl(source: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(source)
}

/** Short where it can be: a path of the configuration is absolute. */
function displayPath(source: string, io: Io): string {
  const short = relative(io.cwd, resolve(io.cwd, source))
  return short.startsWith('..') ? source : short
}
