/** What varies from run to run (C7), and what carries that on: hashes, formats, names made of other text. */
import type { Model, Table } from './form/schema.js';

type Names = string | readonly string[];

const time = (of: Names, without?: string): Model => ({ of, returns: { source: 'time', without }, quick: true });
const random = (of: Names, without?: string): Model => ({ of, returns: { source: 'random', without }, quick: true });
const machine = (of: Names): Model => ({ of, returns: { source: 'process' }, quick: true });
const varies = (of: Names, refs: string | readonly string[] = '*'): Model => ({ of, returns: { derived: refs }, quick: true });

const TEMPORAL = '{global#,@js-temporal/polyfill#,temporal-polyfill#}Temporal.';

const times: readonly Model[] = [
  time(['global#Date.now', 'global#performance.now', 'global#Bun.nanoseconds', 'lodash#now']),
  time(['global#process.{hrtime,hrtime.bigint,uptime}', 'os#uptime']),
  time('global#Date', '0'),
  varies('global#Date.{parse,UTC}'),
  time(['global#Intl.DateTimeFormat().{format,formatToParts}'], '0'),
  time(`${TEMPORAL}Now.{instant,plainDateISO,plainTimeISO,plainDateTimeISO,zonedDateTimeISO,zonedDateTime,plainDate,plainDateTime}`),
  varies(`${TEMPORAL}{Instant,PlainDate,PlainDateTime,ZonedDateTime}.{from,fromEpochMilliseconds,fromEpochNanoseconds}`),

  time(['dayjs#{,utc}', '{moment,moment-timezone}#{,utc,parseZone}', 'luxon#DateTime.{local,utc}'], '0'),
  time(['moment-timezone#tz', 'moment#now', 'luxon#DateTime.now']),
  varies(['{dayjs,moment,moment-timezone}#unix', 'luxon#DateTime.from{ISO,JSDate,Millis,Seconds,Format,SQL,HTTP,RFC2822,Object}'], '0'),
  time('date-fns#{startOf,endOf}{Today,Tomorrow,Yesterday}'),
  varies(['{date-fns,date-fns-tz,date-fns/fp}#*', 'date-fns/{format,formatISO,lightFormat,getTime,getUnixTime}#{,format,formatISO,lightFormat,getTime,getUnixTime}']),
  varies(['dateformat#', 'date-and-time#{format,addDays}', 'fecha#format', 'date-format#{,asString}', 'd3-time-format#{timeFormat,utcFormat}()', 'humanize-duration#', 'timeago.js#format']),
  time('strftime#{,strftime}', '1'),
];

const randoms: readonly Model[] = [
  random(['global#Math.random', 'crypto#webcrypto.{randomUUID,getRandomValues}', 'global#Bun.randomUUIDv7']),
  random('crypto#{randomUUID,randomBytes,randomInt,randomFill,randomFillSync,getRandomValues,pseudoRandomBytes}'),
  { of: 'crypto#{webcrypto.,}{getRandomValues,randomFill,randomFillSync}', does: { kind: 'fill', value: '0' }, quick: true },
  random(['uuid#{v1,v4,v6,v7}', 'uuid/{v1,v4}#', 'uuidv4#{,uuid}', 'uuidv7#uuidv7', 'uuid-random#', '@lukeed/uuid{,/secure}#v4']),
  random(['nanoid#{nanoid,customAlphabet(),customRandom()}', 'nanoid/{non-secure,async}#{nanoid,customAlphabet()}', '{uid,uid/secure}#uid']),
  random(['cuid#{,slug}', '@paralleldrive/cuid2#{createId,init()}', '{ulid,ulidx}#{ulid,monotonicFactory()}', 'ksuid#{random,randomSync}().toString']),
  random(['short-uuid#{generate,uuid}', 'short-uuid#().{new,generate,uuid}', 'short-uuid#createTranslator().{new,generate}']),
  random(['shortid#{,generate}', 'hyperid#()', 'uniqid#{,process,time}', 'xid-js#next', 'typeid-js#typeid', 'pushid#']),
  random(['crypto-random-string#{,async,cryptoRandomStringAsync}', 'unique-string#{,uniqueStringAsync}', 'randomstring#generate']),
  random(['random-words#{,generate}', 'human-id#{,humanId}', 'unique-names-generator#uniqueNamesGenerator', 'generate-password#generate']),
  random(['@faker-js/faker#faker.{string,datatype,database}.{uuid,ulid,nanoid,alphanumeric,hexadecimal,mongodbObjectId}']),
  random('lodash#random'),
  random(['{mongodb,bson}#{ObjectId,ObjectID}', 'mongoose#Types.ObjectId', 'bson-objectid#'], '0'),
  // With a seed they give the same in each run.
  random(['chance#().*', 'chance#Chance().*', 'seedrandom#()'], 'made.0'),
  { of: ['ksuid#random', 'ksuid#randomSync', 'chance#', 'seedrandom#', 'hyperid#', 'short-uuid#', 'short-uuid#createTranslator'], quick: true },
  { of: ['nanoid#{customAlphabet,customRandom}', 'nanoid/{non-secure,async}#customAlphabet', '@paralleldrive/cuid2#init', '{ulid,ulidx}#monotonicFactory'], quick: true },
  // Made of a name: the same for the same name.
  varies('uuid#{v3,v5}', ['0', '1']),
];

const machines: readonly Model[] = [
  machine(['os#hostname', 'global#Deno.hostname', 'node-machine-id#{machineId,machineIdSync}', 'ip#address', 'address#{,ip,mac}']),
  machine(['internal-ip#{,internalIpV4,internalIpV4Sync,internalIpV6}', 'public-ip#{,publicIp,publicIpv4}', 'getmac#', 'macaddress#one']),
];

const HASH = 'crypto#createHash()';

/** Hashes that are fed step by step: what they give varies with all that was fed. */
const stepwise: readonly Model[] = [
  { of: 'crypto#createHash', returns: { entity: HASH, keeps: [] }, quick: true },
  { of: ['crypto#createHmac', 'crypto#Hmac', 'crypto#Hash'], returns: { entity: HASH, keeps: '1' }, quick: true },
  { of: ['sha.js#', 'create-hash#'], returns: { entity: HASH, keeps: [] }, quick: true },
  { of: 'create-hmac#', returns: { entity: HASH, keeps: '1' }, quick: true },
  { of: ['sha.js#{sha1,sha224,sha256,sha384,sha512}', 'js-sha256#sha256.create', 'spark-md5#', 'ts-md5#Md5'], returns: { entity: HASH, keeps: [] }, quick: true },
  { of: 'hash-wasm#create{MD5,SHA1,SHA224,SHA256,SHA384,SHA512,XXHash32,XXHash64,XXHash128,BLAKE2b,BLAKE3,CRC32}', returns: { entity: HASH, keeps: [] }, quick: true },
  { of: ['global#Bun.CryptoHasher', 'node-forge#{md.,}{md5,sha1,sha256,sha512}.create'], returns: { entity: HASH, keeps: [] }, quick: true },
  { of: `${HASH}.{update,write,end,append,appendStr,init,start,setEncoding}`, does: { kind: 'keep', value: '0' }, returns: { argument: 'this' }, quick: true },
  { of: `${HASH}.copy`, returns: { argument: 'this' }, quick: true },
  varies(`${HASH}.{digest,read,hex,toHex,array,base64,finalize,toString}`, 'kept'),
];

const hashes: readonly Model[] = [
  varies(['crypto#hash', 'crypto#{webcrypto.,}subtle.digest'], '1'),
  varies('crypto#{pbkdf2Sync,scryptSync,hkdfSync}'),
  varies(['object-hash#{,sha1,MD5,keys,keysMD5}', 'hash-object#', 'node-object-hash#hasher().hash', 'hash-sum#', 'stable-hash#{,stableHash}', 'ohash#{hash,objectHash,sha256,murmurHash}'], '0'),
  varies(['{md5,js-md5,blueimp-md5}#{,md5}', '{sha1,js-sha1}#{,sha1}', 'js-sha256#{,sha256,sha224}', 'sha256#', 'ts-md5#Md5.hash{Str,AsciiStr}', 'spark-md5#{hash,hashBinary}'], '0'),
  varies(['crypto-js#{MD5,SHA1,SHA224,SHA256,SHA384,SHA512,SHA3,RIPEMD160}', 'crypto-js/{md5,sha1,sha256,sha512,sha3}#', 'crypto-js#enc.{Hex,Base64,Utf8}.{stringify,parse}'], '0'),
  varies('hash-wasm#{md5,sha1,sha224,sha256,sha384,sha512,sha3,crc32,xxhash32,xxhash64,xxhash128,blake2b,blake3}', '0'),
  varies(['hasha#{,hash,hashSync,async}', 'xxhash#{hash,hash64}', 'xxhashjs#{h32,h64}', 'murmurhash#{,v2,v3}', 'imurmurhash#', 'string-hash#', 'fnv1a#', '@sindresorhus/fnv1a#'], '0'),
  varies(['@node-rs/{crc32,xxhash}#*', 'crc-32#{str,buf,bstr}', 'crc#*', 'etag#', 'cyrb53#', '@noble/hashes/{sha1,sha256,sha512,sha2,sha3,blake3}{,.js}#*', '@noble/hashes/utils{,.js}#bytesToHex'], '0'),
  varies(['global#Bun.hash', 'global#Bun.hash.*', 'global#Bun.{sha,CryptoHasher.hash}'], ['1', '0']),
];

const LODASH = '{lodash,underscore.string}#';
const CASES = '{camelCase,kebabCase,snakeCase,startCase,upperCase,lowerCase,upperFirst,lowerFirst,capitalize,deburr,truncate,escape,toLower,toUpper,replace,pad,padStart,padEnd,repeat}';
const CHANGE_CASE = '{camelCase,capitalCase,constantCase,dotCase,headerCase,kebabCase,noCase,paramCase,pascalCase,pascalSnakeCase,pathCase,sentenceCase,snakeCase,trainCase}';

/** Text made of other text. */
const texts: readonly Model[] = [
  { of: `${LODASH}toString`, returns: { argument: '0' }, quick: true },
  varies([`${LODASH}${CASES}`, 'lodash.{camelcase,kebabcase,snakecase,startcase,padstart,padend}#']),
  varies([`change-case#${CHANGE_CASE}`, 'camelcase#', 'decamelize#', '{param-case,snake-case,camel-case,pascal-case,dot-case,no-case,constant-case,kebab-case}#*', 'just-{kebab,camel,snake,pascal}-case#', 'title-case#titleCase']),
  varies(['slugify#', '@sindresorhus/slugify#{,slugifyWithCounter()}', 'slug#', 'github-slugger#{slug,().slug}', 'limax#', 'transliteration#{transliterate,slugify}', 'latinize#', 'speakingurl#', 'url-slug#{,convert}'], '0'),
  varies('util#inspect'),
  varies(['querystring#{stringify,escape,encode,unescape}', 'qs#stringify', 'query-string#stringify', 'fast-querystring#stringify', 'picoquery#stringify'], '0'),
  varies(['js-base64#*', 'base-64#*', 'base64url#{,encode,decode}', 'bs58#{,encode,decode}', 'hashids#().*', 'sqids#().*', 'multiformats/bases/base58#base58btc.encode'], '0'),
  varies(['strip-ansi#', 'pad-left#', 'left-pad#', 'pretty-ms#', 'pretty-bytes#', 'filesize#{,filesize}', 'numeral#().format', 'bytes#format', 'pluralize#', 'v8#serialize'], '0'),
];

export const sources: Table = {
  calls: [...times, ...randoms, ...machines, ...stepwise, ...hashes, ...texts],
  constants: [
    { of: 'global#{Int8Array,Uint8Array,Uint8ClampedArray}.BYTES_PER_ELEMENT', is: { value: 1 } },
    { of: 'global#{Int16Array,Uint16Array,Float16Array}.BYTES_PER_ELEMENT', is: { value: 2 } },
    { of: 'global#{Int32Array,Uint32Array,Float32Array}.BYTES_PER_ELEMENT', is: { value: 4 } },
    { of: 'global#{Float64Array,BigInt64Array,BigUint64Array}.BYTES_PER_ELEMENT', is: { value: 8 } },
    { of: ['global#{process,Deno}.{pid,ppid}', 'process#{process,result}.pid', 'child_process#fork().pid'], is: { source: 'process' } },
    { of: 'global#performance.timeOrigin', is: { source: 'time' } },
    { of: ['ksuid#{random,randomSync}().{string,raw}', 'hyperid#().uuid'], is: { source: 'random' } },
  ],
};
