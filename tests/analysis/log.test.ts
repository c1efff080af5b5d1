import { describe } from 'vitest';

import { check } from './harness.ts';
