import { fixed } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction, ParameterType } from '../functions/go-function.ts'
import { failTemplate } from '../template-failure.ts'

const LIST = '[]interface {}'

/**
 * Functions of sprig that make keys and certificates: known, but never carried out.
 *
 * They would give another key at every reconcile, and take seconds for it.
 */
const SIGNATURES: Readonly<Record<string, readonly ParameterType[]>> = {
  genPrivateKey: ['string'],
  genCA: ['string', 'int'],
  genCAWithKey: ['string', 'int', 'string'],
  genSelfSignedCert: ['string', LIST, LIST, 'int'],
  genSelfSignedCertWithKey: ['string', LIST, LIST, 'int', 'string'],
  genSignedCert: ['string', LIST, LIST, 'int', 'any'],
  genSignedCertWithKey: ['string', LIST, LIST, 'int', 'any', 'string'],
  buildCustomCert: ['string', 'string'],
}

function refusing(parameters: readonly ParameterType[]): GoFunction {
  return fixed(parameters, () => failTemplate('keys and certificates are not made here'))
}

/** Functions that always fail, so that a template that never reaches them still renders. */
export const keyGenerationFunctions: FunctionMap = new Map(
  Object.entries(SIGNATURES).map(([name, parameters]) => [name, refusing(parameters)]),
)
