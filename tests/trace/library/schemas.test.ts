/** Hyper-parameters through schemas and objects put together of others. */
import { describe, expect, it } from 'vitest';
import { eventsOf } from '../in-words.js';

const P = 'manifest.inputParams';

/** The path that is requested behind the URL of the stage. */
const requested = (imported: string, expression: string): readonly string[] =>
  eventsOf(`import ${imported}; await fetch(\`\${manifest.downloadUrls.initial}/\${${expression}}\`);`).flatMap((event) => /^request \S+ <download\[initial\]>\/(.*) line \d+/u.exec(event)?.[1] ?? []);

describe('a schema gives what it is given', () => {
  it.each([
    ['zod', "{ z } from 'zod'", `z.object({ a: z.number().default(1) }).parse(${P}).a`],
    ['zod, all of it', "* as z from 'zod'", `z.object({ a: z.number() }).strict().parse(${P}).a`],
    ['zod, safely', "{ z } from 'zod'", `z.object({}).passthrough().safeParse(${P}).data.a`],
    ['joi', "Joi from 'joi'", `Joi.object({ a: Joi.number().min(1) }).validate(${P}).value.a`],
    ['joi, attempt', "Joi from 'joi'", `Joi.attempt(${P}, Joi.object()).a`],
    ['yup', "* as yup from 'yup'", `yup.object({ a: yup.number().required() }).validateSync(${P}).a`],
    ['valibot', "* as v from 'valibot'", `v.parse(v.object({ a: v.number() }), ${P}).a`],
    ['valibot, safely', "{ safeParse, object } from 'valibot'", `safeParse(object({}), ${P}).output.a`],
    ['superstruct', "{ create, object } from 'superstruct'", `create(${P}, object({})).a`],
    ['typebox', "{ Value } from '@sinclair/typebox/value'", `Value.Parse(schema, ${P}).a`],
    ['arktype', "{ type } from 'arktype'", `type({ a: 'number' })(${P}).a`],
    ['effect', "{ Schema } from 'effect'", `Schema.decodeUnknownSync(schema)(${P}).a`],
    ['class-transformer', "{ plainToInstance } from 'class-transformer'", `plainToInstance(Config, ${P}).a`],
    ['pick', "_ from 'lodash'", `_.pick(${P}, ['a']).a`],
    ['merged over defaults', "deepmerge from 'deepmerge'", `deepmerge({ a: 1 }, ${P}).a`],
    ['defaults below', "{ defu } from 'defu'", `defu(${P}, { a: 1 }).a`],
  ])('%s', (_, imported, expression) => {
    expect(requested(imported, expression).join()).toContain('inputParam');
  });

  it.each([
    ['what stands over them', "deepmerge from 'deepmerge'", `deepmerge(${P}, { a: 1 }).a`, '1'],
    ['what defaults stand below', "_ from 'lodash'", `_.defaults({ a: 1 }, ${P}).a`, '1'],
    ['merged deeply', "{ defu } from 'defu'", 'defu({ a: { b: 1 } }, { a: { c: 2 } }).a.c', '<?>'],
  ])('%s', (_, imported, expression, expected) => {
    expect(requested(imported, expression)).toEqual([expected]);
  });
});
