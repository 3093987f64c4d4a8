import { comparisonFunctions } from './comparison.ts'
import type { FunctionMap } from './go-function.ts'
import { indexingFunctions } from './indexing.ts'
import { logicFunctions } from './logic.ts'
import { printingFunctions } from './printing.ts'

/** The predefined functions of Go's text/template (Go 1.26). */
export const goTemplateFunctions: FunctionMap = new Map([
  ...logicFunctions,
  ...comparisonFunctions,
  ...indexingFunctions,
  ...printingFunctions,
])
