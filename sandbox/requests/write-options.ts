import type { Json } from '../objects/json.ts'
import { at, own } from '../objects/json.ts'
import { refuse } from '../objects/refuse.ts'
import type { FieldValidation } from '../writes/read-object.ts'
import type { DeleteOptions, Propagation } from '../writes/remover.ts'
import type { WriteOptions } from '../writes/writer.ts'

const PROPAGATIONS: readonly string[] = ['Background', 'Foreground', 'Orphan']
const VALIDATIONS: readonly string[] = ['Ignore', 'Warn', 'Strict']

/**
 * Reads the query of a create, update or patch.
 *
 * @throws StatusError 422
 */
export function parseWriteOptions(query: URLSearchParams): WriteOptions {
  const fields = query.get('fieldValidation') ?? ''
  if (fields !== '' && !VALIDATIONS.includes(fields)) unsupported('fieldValidation', VALIDATIONS)
  return {
    dryRun: isDryRun(query.getAll('dryRun')),
    fields: fields === '' ? 'Warn' : (fields as FieldValidation),
  }
}

/**
 * Reads the options of a deletion: from its body, else from the query.
 *
 * @throws StatusError 422
 */
export function parseDeleteOptions(query: URLSearchParams, body: Json): DeleteOptions {
  const propagation =
    text(own(body, 'propagationPolicy')) ?? query.get('propagationPolicy') ?? 'Background'
  if (!PROPAGATIONS.includes(propagation)) unsupported('propagationPolicy', PROPAGATIONS)
  const dryRun = own(body, 'dryRun')
  const asked = Array.isArray(dryRun) ? dryRun.map(String) : query.getAll('dryRun')
  return {
    dryRun: isDryRun(asked),
    propagation: propagation as Propagation,
    uid: text(at(body, 'preconditions', 'uid')),
    resourceVersion: text(at(body, 'preconditions', 'resourceVersion')),
  }
}

function isDryRun(asked: readonly string[]): boolean {
  const stated = asked.filter((value) => value !== '')
  if (stated.some((value) => value !== 'All')) unsupported('dryRun', ['All'])
  return stated.length > 0
}

function text(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function unsupported(field: string, supported: readonly string[]): never {
  const list = supported.map((value) => `"${value}"`).join(', ')
  throw refuse.invalid({ group: 'meta.k8s.io', kind: 'Options', plural: 'options' }, '', [
    {
      reason: 'FieldValueNotSupported',
      message: `Unsupported value: supported values: ${list}`,
      field,
    },
  ])
}
