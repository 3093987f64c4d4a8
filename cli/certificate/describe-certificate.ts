import type { Certificate } from '../../src/index.ts'

/** What `-o json` says of a certificate. */
export interface CertificateReport {
  readonly fingerprint: string
  readonly bits: number
  /** RFC 3339. */
  readonly notBefore: string
  /** RFC 3339. */
  readonly notAfter: string
  readonly expired: boolean
}

/** The report of a certificate at a time. */
export function certificateReport(certificate: Certificate, at: Date): CertificateReport {
  return {
    fingerprint: certificate.fingerprint,
    bits: certificate.modulusBits,
    notBefore: rfc3339(certificate.notBefore),
    notAfter: rfc3339(certificate.notAfter),
    expired: at.getTime() > certificate.notAfter.getTime(),
  }
}

/** The report as lines for people. */
export function formatCertificate(report: CertificateReport): string {
  const validity = `${report.notBefore} to ${report.notAfter}${report.expired ? ' (expired)' : ''}`
  return [
    `fingerprint  ${report.fingerprint}`,
    `key          RSA, ${report.bits} bits`,
    `valid        ${validity}`,
    '',
  ].join('\n')
}

function rfc3339(date: Date): string {
  return date.toISOString().replace('.000Z', 'Z')
}
