/** RuleTester under vitest, with the TypeScript parser. */
import * as parser from '@typescript-eslint/parser';
import { RuleTester } from 'eslint';
import { describe, it } from 'vitest';

RuleTester.describe = describe;
RuleTester.it = it;
RuleTester.itOnly = it.only;

export const tester = new RuleTester({ languageOptions: { parser, sourceType: 'module' } });
