import { randomBytes } from 'node:crypto'

import { CanaryWatch, randomToken } from './canary-watch.ts'

/** Secret values that are easy to mishandle, by the name of their item. */
export interface Canaries {
  readonly values: ReadonlyMap<string, Buffer>
  readonly watch: CanaryWatch
}

/** Makes new random values for every run, so that nothing old can be found by accident. */
export function createCanaries(): Canaries {
  const watch = new CanaryWatch()
  const values = new Map<string, Buffer>()
  const add = (name: string, value: Buffer, tokens: readonly Buffer[]): void => {
    values.set(name, value)
    watch.add(name, value, tokens)
  }
  const text = (name: string, pattern: string): void => {
    const tokens: Buffer[] = []
    const value = pattern.replaceAll('@', () => {
      const token = randomToken()
      tokens.push(Buffer.from(token))
      return token
    })
    add(name, Buffer.from(value), tokens)
  }
  text('plain', '@')
  text('long', '@-@-@')
  text('quoted', '@"\\@\\"\'@')
  text('lines', '@\n@\r\n\t@\n')
  text('yaml', '@: [@, {# @')
  text('template', '{{ .@ }}{{ fail "@" }}')
  text('url', 'https://@:@@example.com/?@=%2F')
  text('unicode', '@ß€😀@')
  const binary = randomBytes(24)
  add('binary', binary, [binary.subarray(0, 12), binary.subarray(12)])
  return { values, watch }
}

/** A Secret manifest that holds the values as `data`, in base64. */
export function secretManifest(
  values: ReadonlyMap<string, Buffer>,
  { name, namespace }: { readonly name: string; readonly namespace: string },
): string {
  const lines = [...values].map(([item, value]) => `  ${item}: ${value.toString('base64')}`)
  return [
    'apiVersion: v1',
    'kind: Secret',
    'metadata:',
    `  name: ${name}`,
    `  namespace: ${namespace}`,
    'data:',
    ...lines,
    '',
  ].join('\n')
}
