import { describe, expect, it } from 'vitest'

import { parseCertificate } from '../../../src/index.ts'
import { EVENTS, SEALED_SECRETS, SECRETS } from '../../../toolkit/kube/index.ts'
import { KEY_NAMESPACE, type Stage, until } from './stage.ts'

/** How the controller starts, stops, keeps its keys and tells of itself. */
export function living(stage: () => Stage): void {
  async function metrics(): Promise<string> {
    const response = await fetch(`${stage().controller.metricsUrl}/metrics`)
    return response.text()
  }

  async function snapshot(namespace: string): Promise<Record<string, string>> {
    const entries: [string, string][] = []
    for (const kind of [SECRETS, SEALED_SECRETS, EVENTS]) {
      for (const { metadata } of (await stage().client.list(kind, { namespace })).items) {
        entries.push([`${kind.kind} ${metadata.name}`, metadata.resourceVersion ?? ''])
      }
    }
    return Object.fromEntries(entries)
  }

  async function passes(): Promise<number> {
    const text = await metrics()
    return Number(/^sealed_secrets_controller_unseal_requests_total (\d+)/m.exec(text)?.[1])
  }

  describe('the sealing key', () => {
    it('is generated as upstream does, once, and served', async () => {
      const { items } = await stage().client.list(SECRETS, {
        namespace: KEY_NAMESPACE,
        labelSelector: 'sealedsecrets.bitnami.com/sealed-secrets-key=active',
      })
      const own = items.filter(({ metadata }) =>
        /^sealed-secrets-key[a-z0-9]{5}$/.test(metadata.name ?? ''),
      )
      expect(own).toHaveLength(1)
      expect(own[0]).toMatchObject({ type: 'kubernetes.io/tls' })
      const data = own[0]?.['data'] as Record<string, string>
      const text = (item: string): string => Buffer.from(data[item] ?? '', 'base64').toString()
      expect(text('tls.key')).toMatch(/^-----BEGIN RSA PRIVATE KEY-----\n/)
      const { pem } = await parseCertificate(text('tls.crt'))
      expect(await stage().get('/v1/cert.pem')).toBe(pem)
    })
  })

  describe('a restart', () => {
    it('writes nothing when nothing changed, and serves what changed meanwhile', async () => {
      const namespace = await stage().namespace()
      const names = ['one', 'two', 'three']
      for (const name of names) await stage().put({ namespace, name, items: { a: name } })
      const bad = await stage().seal({ namespace, name: 'bad', items: { a: 'x' } })
      bad.spec.encryptedData['a'] = ''
      await stage().apply(bad)
      for (const name of names) await stage().untilSynced({ namespace, name }, 'True')
      await stage().untilSynced(bad.metadata, 'False')
      expect(await stage().controller.stop()).toBe(0)
      const before = await snapshot(namespace)
      const late = await stage().put({ namespace, name: 'late', items: { a: 'late' } })
      await stage().restart()
      await stage().untilValues(late.metadata, { a: 'late' })
      await until(async () => expect(await passes()).toBeGreaterThanOrEqual(names.length + 2))
      expect(await snapshot(namespace)).toMatchObject(before)
    })
  })

  describe('what it serves', () => {
    it('answers the probes, and nothing else on either port', async () => {
      expect(await stage().get('/healthz')).toBe('ok\n')
      expect(await stage().get('/readyz')).toBe('ok\n')
      const { url, metricsUrl } = stage().controller
      const certificate = await fetch(`${url}/v1/cert.pem`)
      expect(certificate.headers.get('content-type')).toBe('application/x-pem-file')
      for (const other of [`${url}/metrics`, `${url}/v1/`, `${metricsUrl}/v1/cert.pem`]) {
        expect((await fetch(other)).status).toBe(404)
      }
      const posted = await fetch(`${url}/v1/cert.pem`, { method: 'POST', body: 'x' })
      expect(posted.status).toBe(405)
    })

    it('counts and gauges under upstream’s names, as long as an object is there', async () => {
      const ref = { namespace: await stage().namespace(), name: 'db' }
      const object = await stage().seal({ ...ref, items: { a: 'x' } })
      object.spec.encryptedData['a'] = ''
      await stage().apply(object)
      await stage().untilSynced(ref, 'False')
      const labels = `namespace="${ref.namespace}",name="db",condition="Synced",ss_app_kubernetes_io_instance=""`
      const series = `sealed_secrets_controller_condition_info{${labels}}`
      await until(async () => expect(await metrics()).toContain(`${series} -1`))
      const text = await metrics()
      expect(text).toContain('sealed_secrets_controller_build_info{revision="0.0.0-test"} 0')
      expect(text).toContain(`unseal_errors_total{reason="unseal",namespace="${ref.namespace}"} 1`)
      expect(text).toMatch(/http_requests_total\{path="\/v1\/cert\.pem",.*code="200"/)
      expect(text).toContain('http_request_duration_seconds_bucket')
      await stage().put({ ...ref, items: { a: 'y' } })
      await until(async () => expect(await metrics()).toContain(`${series} 1`))
      await stage().client.delete(SEALED_SECRETS, ref)
      await until(async () => expect(await metrics()).not.toContain(series))
    })
  })

  describe('values', () => {
    it('are in the Secret and nowhere else', async () => {
      const canary = 'canary-7f3a9c'
      const ref = { namespace: await stage().namespace(), name: 'db' }
      await stage().put({ ...ref, items: { a: canary }, immutable: true })
      await stage().untilValues(ref, { a: canary })
      await stage().put({ ...ref, items: { a: `${canary}-2` }, immutable: true })
      await stage().untilSynced(ref, 'False')
      await stage().untilEvent(ref, 'ErrUpdateFailed')
      const told = [
        stage().controller.output(),
        await metrics(),
        JSON.stringify(await stage().client.list(EVENTS, ref)),
        JSON.stringify(await stage().client.get(SEALED_SECRETS, ref)),
      ].join('\n')
      for (const text of [
        canary,
        Buffer.from(canary).toString('base64'),
        Buffer.from(canary).toString('hex'),
      ]) {
        expect(told).not.toContain(text)
      }
    })
  })
}
