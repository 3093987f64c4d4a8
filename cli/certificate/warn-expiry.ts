import type { Certificate } from '../../src/index.ts'
import type { Io } from '../io.ts'
import { warn } from '../output/talk.ts'

const DAY_MS = 24 * 60 * 60 * 1000
/** Time enough to notice, fetch the next certificate and commit it. */
const NOTICE_DAYS = 30

/** Warns when a certificate has expired or soon will. */
export async function warnExpiry(certificate: Certificate, io: Io): Promise<void> {
  const days = Math.floor((certificate.notAfter.getTime() - io.now().getTime()) / DAY_MS)
  const date = certificate.notAfter.toISOString().slice(0, 10)
  if (days < 0) await warn(io, `the certificate expired on ${date}; sealing with it is refused`)
  else if (days < NOTICE_DAYS) {
    await warn(io, `the certificate expires on ${date}, in ${days} days; fetch the next one`)
  }
}
