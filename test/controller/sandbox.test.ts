import { controllerSuite } from './black-box/controller-suite.ts'
import { sandboxGround } from './sandbox-ground.ts'

controllerSuite('the sandbox', sandboxGround)
