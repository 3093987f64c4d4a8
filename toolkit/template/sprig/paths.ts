import { fixed, functionMap } from '../functions/go-function.ts'
import type { FunctionMap, GoFunction } from '../functions/go-function.ts'
import { basePath, cleanPath, dirPath, extensionOf } from '../library/paths.ts'

function onPath(run: (path: string) => string | boolean): GoFunction {
  return fixed(['string'], ([path]) => run(path))
}

const isAbsolute = (path: string): boolean => path.startsWith('/')

/** Functions of sprig on paths; the `os` ones are those of Linux, hence the same. */
export const pathFunctions: FunctionMap = functionMap({
  base: onPath(basePath),
  dir: onPath(dirPath),
  clean: onPath(cleanPath),
  ext: onPath(extensionOf),
  isAbs: onPath(isAbsolute),
  osBase: onPath(basePath),
  osDir: onPath(dirPath),
  osClean: onPath(cleanPath),
  osExt: onPath(extensionOf),
  osIsAbs: onPath(isAbsolute),
})
