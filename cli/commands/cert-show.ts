import type { ExitCode } from '../../src/errors.ts'
import { type Certificate, parseCertificate } from '../../src/index.ts'
import { certificateReport, formatCertificate } from '../certificate/describe-certificate.ts'
import { findCertificate } from '../certificate/find-certificate.ts'
import { warnExpiry } from '../certificate/warn-expiry.ts'
import type { Options } from '../command/options.ts'
import { readInput } from '../input/read-input.ts'
import type { Io } from '../io.ts'
import { nameInError } from '../name-in-error.ts'
import { formatJson } from '../output/format-json.ts'

/** `waxseal cert show` */
export async function run(options: Options, io: Io): Promise<ExitCode> {
  const certificate = await find(options, io)
  const report = certificateReport(certificate, io.now())
  const isJson = options.text('output') === 'json'
  await io.stdout.write(isJson ? formatJson(report) : formatCertificate(report))
  await warnExpiry(certificate, io)
  return 0
}

async function find(options: Options, io: Io): Promise<Certificate> {
  const source = options.positionals[0]
  const cluster = options.text('cluster')
  if (source !== undefined && cluster !== undefined) {
    throw options.error('give either a certificate or --cluster')
  }
  if (source === '-') {
    const input = await readInput('-', io)
    return nameInError('stdin', () => parseCertificate(new TextDecoder().decode(input.bytes)))
  }
  const choice = { cert: source, cluster, target: io.cwd }
  return (await findCertificate(choice, io)).certificate
}
