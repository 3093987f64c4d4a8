import { describe, expect, it } from 'vitest'

import { WaxsealError } from '../../../src/errors.ts'
import { Plaintext } from '../../../src/plaintext.ts'
import { type KubeClient, KubeError, type KubeObject } from '../../../toolkit/kube/index.ts'
import { ensureSecret, type WantedSecret } from '../../../toolkit/ownership/index.ts'

const rules = {
  managedAnnotation: 'test/managed',
  patchAnnotation: 'test/patch',
  appliedAnnotation: 'test/applied',
}
const owner = { apiVersion: 'example.com/v1', kind: 'Maker', name: 'db', uid: 'uid-1' }
const wanted: WantedSecret = {
  namespace: 'shop',
  name: 'db',
  labels: new Map(),
  annotations: new Map(),
  finalizers: [],
  type: undefined,
  immutable: false,
  data: new Map([['a', Plaintext.fromText('1')]]),
  owner,
  setOwnerReference: true,
}

function secret(resourceVersion: string, value: string, reference = true): KubeObject {
  const ownerReferences = reference ? [{ ...owner, controller: true }] : []
  return {
    metadata: { namespace: 'shop', name: 'db', uid: 'u', resourceVersion, ownerReferences },
    data: { a: Buffer.from(value).toString('base64') },
  }
}

const status = (code: number): KubeError =>
  new KubeError('ERR_KUBE_STATUS', 'the API server refused', { status: code })

type Step = readonly ['find' | 'create' | 'replace', KubeObject | KubeError | undefined]

/** A client that expects exactly these calls and gives these answers. */
function scripted(steps: readonly Step[]): { client: KubeClient; rest: Step[] } {
  const rest = [...steps]
  const call = (method: string) => (): Promise<KubeObject | undefined> => {
    const [expected, answer] = rest.shift() ?? []
    if (expected !== method) throw new Error(`${method} instead of ${expected ?? 'nothing'}`)
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
  }
  const partial = { find: call('find'), create: call('create'), replace: call('replace') }
  return { client: partial as Partial<KubeClient> as KubeClient, rest }
}

const cases: [name: string, mayExist: boolean, steps: Step[], outcome: string][] = [
  ['creates at once what is not known', false, [['create', secret('1', '1')]], 'created'],
  [
    'creates what was thought to be there',
    true,
    [
      ['find', undefined],
      ['create', secret('1', '1')],
    ],
    'created',
  ],
  ['leaves alone what is right', true, [['find', secret('3', '1')]], 'unchanged'],
  [
    'replaces what is wrong',
    true,
    [
      ['find', secret('3', '0')],
      ['replace', secret('4', '1')],
    ],
    'replaced',
  ],
  [
    'reads when somebody was faster',
    false,
    [
      ['create', status(409)],
      ['find', secret('3', '1')],
    ],
    'unchanged',
  ],
  [
    'decides again when it changed in between',
    true,
    [
      ['find', secret('3', '0')],
      ['replace', status(409)],
      ['find', secret('4', '1')],
    ],
    'unchanged',
  ],
  [
    'creates when it was deleted in between',
    true,
    [
      ['find', secret('3', '0')],
      ['replace', status(404)],
      ['find', undefined],
      ['create', secret('9', '1')],
    ],
    'created',
  ],
]

describe('ensureSecret', () => {
  it.each(cases)('%s', async (_name, mayExist, steps, outcome) => {
    const { client, rest } = scripted(steps)
    const result = await ensureSecret(wanted, { client, rules, fieldManager: 'test', mayExist })
    expect(result.outcome).toBe(outcome)
    expect(result.resourceVersion).toBeDefined()
    expect(rest).toEqual([])
  })

  const failing: [name: string, steps: Step[], code: string, httpStatus: number | undefined][] = [
    [
      'it belongs to somebody else',
      [['find', secret('3', '1', false)]],
      'ERR_NOT_OWNED',
      undefined,
    ],
    [
      'the namespace is gone',
      [
        ['find', undefined],
        ['create', status(404)],
      ],
      'ERR_KUBE_STATUS',
      404,
    ],
    ['it may not be read', [['find', status(403)]], 'ERR_KUBE_STATUS', 403],
    [
      'it is invalid',
      [
        ['find', secret('3', '0')],
        ['replace', status(422)],
      ],
      'ERR_KUBE_STATUS',
      422,
    ],
  ]
  it.each(failing)('fails when %s', async (_name, steps, code, httpStatus) => {
    const { client, rest } = scripted(steps)
    const error = await ensureSecret(wanted, {
      client,
      rules,
      fieldManager: 'test',
      mayExist: true,
    }).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(WaxsealError)
    expect(error).toMatchObject({
      code,
      ...(httpStatus === undefined ? {} : { status: httpStatus }),
    })
    expect(rest).toEqual([])
  })

  it('gives up a race that it never wins, so that the caller can back off', async () => {
    const steps = Array.from({ length: 9 }, (): Step[] => [
      ['find', secret('3', '0')],
      ['replace', status(409)],
    ])
    const { client, rest } = scripted(steps.flat())
    const options = { client, rules, fieldManager: 'test', mayExist: true }
    await expect(ensureSecret(wanted, options)).rejects.toMatchObject({ status: 409 })
    expect(rest.length).toBeGreaterThan(0)
  })
})
