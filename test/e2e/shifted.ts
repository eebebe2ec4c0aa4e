// Loaded into a server before anything else (`node --import`): from its first line on it lives at the tests' instant.
import { shiftClock } from './clock.ts'

shiftClock(Number(process.env.LUOSHI_E2E_SHIFT))
