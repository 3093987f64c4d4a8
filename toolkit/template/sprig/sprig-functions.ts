import type { FunctionMap } from '../functions/go-function.ts'
import { cryptoFunctions } from './crypto.ts'
import { dateFunctions } from './dates.ts'
import { defaultFunctions } from './defaults.ts'
import { dictFunctions } from './dicts.ts'
import { encodingFunctions } from './encoding.ts'
import { keyGenerationFunctions } from './key-generation.ts'
import { letterCaseFunctions } from './letter-case.ts'
import { listFunctions } from './lists.ts'
import { mathFunctions } from './math.ts'
import { pathFunctions } from './paths.ts'
import { randomFunctions } from './random.ts'
import { reflectionFunctions } from './reflection.ts'
import { regexFunctions } from './regex.ts'
import { semverFunctions } from './semver.ts'
import { stringFunctions } from './strings.ts'
import { urlFunctions } from './url.ts'

/**
 * The functions of Masterminds/sprig 3.3 without `env`, `expandenv` and `getHostByName`: the map that
 * sealed-secrets gives to templates.
 */
export const sprigFunctions: FunctionMap = new Map([
  ...stringFunctions,
  ...letterCaseFunctions,
  ...listFunctions,
  ...dictFunctions,
  ...defaultFunctions,
  ...mathFunctions,
  ...dateFunctions,
  ...encodingFunctions,
  ...cryptoFunctions,
  ...randomFunctions,
  ...keyGenerationFunctions,
  ...regexFunctions,
  ...semverFunctions,
  ...urlFunctions,
  ...pathFunctions,
  ...reflectionFunctions,
])
