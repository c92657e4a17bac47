/** Schemas: what they parse is what they were given, through the functions that they were made with; and objects put together of others. */
import type { Model, Table } from './form/schema.js';

const ZOD = '{zod,zod/v3,zod/v4,zod/mini,zod/v4-mini}';
const ZOD_TYPES =
  '{object,strictObject,looseObject,record,string,number,int,boolean,bigint,date,array,tuple,union,discriminatedUnion,intersection,nativeEnum,any,unknown,custom,preprocess,optional,nullable,lazy,instanceof,interface}';
const JOI = '{joi,@hapi/joi}#';
const YUP = 'yup#';
const SAME: Model['returns'] = { argument: '0' };

const made = (of: string | readonly string[], entity: string): Model => ({ of, returns: { entity }, quick: true });
const same = (of: string | readonly string[], at = '0', under?: string): Model => ({ of, returns: { argument: at, under }, quick: true });
const chained = (of: string): Model => ({ of, returns: { argument: 'this' }, quick: true });

const zod: readonly Model[] = [
  { of: `${ZOD}#{,z.,z.coerce.,coerce.}${ZOD_TYPES}`, returns: { entity: 'zod#schema', keeps: [] }, quick: true },
  { of: 'zod#schema.{default,prefault,catch}', does: { kind: 'keep', value: '0', whole: true }, returns: { argument: 'this' }, quick: true },
  chained('zod#schema.*'),
  made('zod#schema.transform', 'zod#transformed'),
  chained('zod#transformed.*'),
  // What it lets through is of the stage that it names, as a text or one of several.
  { of: 'zod#schema.{parse,parseAsync}', does: { kind: 'assert', stage: 'made.0.stage' }, returns: { parsed: '0', shape: 'made.0' }, quick: true },
  same(`${ZOD}#{,z.}{literal,enum}`),
  { of: 'zod#schema.{safeParse,safeParseAsync,spa}', returns: { parsed: '0', shape: 'made.0', under: 'data' }, quick: true },
  { of: 'zod#transformed.{parse,parseAsync}', does: { kind: 'callback', callback: 'made.0', when: 'now', args: ['0'] }, quick: true },
  { of: 'zod#transformed.{safeParse,safeParseAsync}', does: { kind: 'callback', callback: 'made.0', when: 'now', args: ['0'], under: 'data' }, quick: true },
];

const builders: readonly Model[] = [
  made(`${JOI}{,types().}{object,string,number,boolean,array,any,alternatives,date,binary}`, 'joi#schema'),
  chained('joi#schema.*'),
  same('joi#schema.validateAsync'),
  same('joi#schema.validate', '0', 'value'),
  same(`${JOI}{attempt,compile().attempt}`),
  made(`${YUP}{object,string,number,boolean,bool,array,mixed,date,tuple}`, 'yup#schema'),
  chained('yup#schema.*'),
  same('yup#schema.{validate,validateSync,cast}'),
];

const functions: readonly Model[] = [
  same('valibot#{,v.}{parse,parseAsync}', '1'),
  same('valibot#{,v.}{safeParse,safeParseAsync}', '1', 'output'),
  same('valibot#{,v.}{parser,parserAsync}()'),
  same('{superstruct,@metamask/superstruct}#{create,mask}'),
  same(['{@sinclair/typebox/value,typebox/value}#{Value.,}{Parse,Decode,Cast,Convert,Default,Clean}'], '1'),
  same(['arktype#type()', 'arktype#type().{assert,from}', '{effect#,@effect/schema#}Schema.{decodeUnknownSync,decodeSync,validateSync}()', '{effect,@effect/schema}/Schema#{decodeUnknownSync,decodeSync,validateSync}()']),
  same(['runtypes#{Record,Object,Dictionary,Partial,Intersect}().{check,parse}', 'typanion#as']),
  same('class-transformer#{plainToInstance,plainToClass,plainToClassFromExist}', '1'),
];

const objects: readonly Model[] = [
  { of: ['{lodash,es-toolkit,es-toolkit/object,radash,remeda}#pick', '{lodash.pick,just-pick,object.pick}#'], returns: { picked: '0' }, quick: true },
  { of: 'lodash#{omit,pickBy,omitBy}', returns: SAME, quick: true },
  { of: ['{rfdc,rfdc/default}#()', '{klona,klona/full,klona/json,klona/lite}#{,klona}', 'fast-copy#{,copy}', 'just-clone#', 'clone#', 'clone-deep#', 'ramda#clone'], returns: SAME, quick: true },
  { of: ['deepmerge#', '{ts-deepmerge,@fastify/deepmerge}#merge', 'deepmerge-ts#deepmerge', '@fastify/deepmerge#()', '{merge-deep,merge-options,xtend,extend-shallow,object-merge}#', 'ramda#{mergeRight,mergeDeepRight}', 'es-toolkit#toMerged', 'lodash/fp#{merge,assign,extend}'], returns: { merged: 'later' }, quick: true },
  { of: ['defu#{,defu}', 'lodash#{defaults,defaultsDeep}', 'ramda#{mergeLeft,mergeDeepLeft}', '{object-defaults,defaults}#'], returns: { merged: 'earlier' }, quick: true },
];

export const schemas: Table = { calls: [...zod, ...builders, ...functions, ...objects] };
